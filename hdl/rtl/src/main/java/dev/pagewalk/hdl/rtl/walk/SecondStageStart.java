package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.on;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Stage;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Types;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * The start of a second stage: range of the guest address, then the best that the caches know: the page itself (for
 * tables that are only read), a pointer to a table, else the root.
 */
final class SecondStageStart extends Group {
    private static final int PAGE = PageTableMode.PAGE_SHIFT;
    private static final int PPN_BITS = 44;

    /** The guest address needs this stage. */
    final Bool begin;

    final Bool outOfRange;
    /** The page of a table is known: its entry is at {@link #knownAddress}. */
    final Bool known;

    final UInt knownAddress;
    /** Else this entry is read first. */
    final UInt address;

    final UInt level;
    final PointerLevels pointers;
    final PointerCache nested;
    final Bits space;
    private final int guestBits;

    SecondStageStart(WalkParameters p, StepInput step, GuestTarget target, Bool active, DirectoryControl control) {
        DecodedContext context = step.context;
        Bool rv32 = p.hasRv32(Stage.SECOND) ? control.gxl : off();
        guestBits = p.guestAddressBits();
        UInt guest = target.address;
        Bool table = or(target.processTable, target.firstTable);
        begin = and(active, or(table, target.rewrite, and(target.last, not(target.msi))));
        Bool inside = AddressShape.inRange(p, Stage.SECOND, guest, context.secondMode, rv32);
        Bool allowed = and(inside, not(beyondNarrow(p, context, guest)));
        outOfRange = Canaries.lose(Canary.GUEST_RANGE_UNCHECKED, and(begin, not(allowed)));
        space = toBits(context.gscid);
        pointers = new PointerLevels(
                p.levels(Stage.SECOND), guestBits, p.size(Size.SECOND_STAGE_WALK_ENTRIES), space, space, guest);
        Bits key = cat(space, pageOf(guest));
        nested = new PointerCache(new PointerCache.Shape(p.size(Size.NESTED_ENTRIES), Types.widthOf(key), PPN_BITS));
        set(nested.key, key);
        known = and(begin, table, nested.hit);
        knownAddress = catUInt(toUInt(nested.data), slice(guest, PAGE - 1, 0));
        Bool pointed = and(pointers.hit, not(rv32));
        level = mux(pointed, pointers.level, AddressShape.rootLevel(p, Stage.SECOND, context.secondMode, rv32));
        UInt page = mux(pointed, pointers.page, context.secondRoot);
        UInt offset = AddressShape.entryOffset(p, Stage.SECOND, guest, level, rv32, mux(pointed, off(), on()));
        address = AddressShape.entryAddress(page, offset);
    }

    /** Page number inside the widest guest address. */
    UInt pageOf(UInt guest) {
        return slice(guest, guestBits - 1, PAGE);
    }

    /** Keeps the page of a table. */
    void installPage(Bool enable, UInt guest, UInt page) {
        set(nested.install, enable);
        set(nested.installKey, cat(space, pageOf(guest)));
        set(nested.installData, toBits(page));
    }

    /** A guest with SXL=1 has 34 address bits, whatever its second stage translates. [IOMMU §3.1.3] */
    private static Bool beyondNarrow(WalkParameters p, DecodedContext context, UInt guest) {
        if (!p.hasRv32()) {
            return off();
        }
        Bool beyond = any(toBits(slice(guest, Long.SIZE - 1, AddressShape.NARROW_GUEST_BITS)));
        return and(context.sxl, ne(context.secondMode, ModeCode.BARE), beyond);
    }
}
