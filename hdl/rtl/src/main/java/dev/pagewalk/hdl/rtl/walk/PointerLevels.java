package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Signals;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.ArrayList;
import java.util.List;

/**
 * Pointers to the tables of one stage below its root, one {@link PointerCache} for each level. A pointer to a table of
 * level k is found by the address bits above those that the table itself translates.
 */
final class PointerLevels extends Group {
    private static final int INDEX = 9;
    private static final int PPN_BITS = 44;
    private static final int LEVEL_SHIFT = 2;

    /** Some pointer is known; the lowest counts. */
    final Bool hit;

    final UInt level;
    final UInt page;
    /** G of the entries above. */
    final Bool global;

    private final List<PointerCache> caches = new ArrayList<>();
    private final int addressBits;
    private final Bits spread;

    /**
     * Builds and looks up.
     *
     * @param levels of the deepest mode of the stage
     * @param addressBits of that mode
     * @param lines for pointers to leaf tables
     * @param space the address space: part of each key
     * @param spread some bits of the address space: they choose the line together with the address
     * @param address looked up
     */
    PointerLevels(int levels, int addressBits, int lines, Bits space, Bits spread, UInt address) {
        this.addressBits = addressBits;
        this.spread = spread;
        Bool found = off();
        UInt foundLevel = u(0, 3);
        Bits foundData = zeros(PPN_BITS + 1);
        for (int k = levels - 2; k >= 0; k--) {
            Bits key = key(space, address, k);
            int size = Math.max(1, lines >> (LEVEL_SHIFT * k));
            PointerCache cache = new PointerCache(new PointerCache.Shape(size, widthOf(key), PPN_BITS + 1));
            Signals.namedAfter(cache, this, "level" + k);
            set(cache.key, key);
            found = or(found, cache.hit);
            foundLevel = mux(cache.hit, u(k, 3), foundLevel);
            foundData = mux(cache.hit, cache.data, foundData);
            caches.add(0, cache);
        }
        hit = found;
        level = foundLevel;
        page = toUInt(slice(foundData, PPN_BITS - 1, 0));
        global = at(foundData, PPN_BITS);
    }

    private Bits key(Bits space, UInt address, int k) {
        int low = PageTableMode.PAGE_SHIFT + (k + 1) * INDEX;
        Bits prefix = toBits(slice(address, addressBits - 1, low));
        int mixed = Math.min(widthOf(prefix), widthOf(spread));
        Bits key = cat(space, xor(prefix, zeroExtend(slice(spread, mixed - 1, 0), widthOf(prefix))));
        return Canaries.instead(Canary.GUEST_LEAK, key, () -> zeroExtend(prefix, widthOf(key)));
    }

    /** Keeps a pointer to a table of a level; called once. */
    void install(Bool enable, UInt ofLevel, Bits space, UInt address, UInt pointer, Bool globalSoFar) {
        for (int k = 0; k < caches.size(); k++) {
            PointerCache cache = caches.get(k);
            set(cache.install, and(enable, eq(ofLevel, k)));
            set(cache.installKey, key(space, address, k));
            set(cache.installData, cat(globalSoFar, pointer));
        }
    }

    /** Forgets everything; called once. */
    void flush(Bool flush) {
        caches.forEach(c -> set(c.flush, flush));
    }
}
