package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.lowestIndex;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.core.Vec;

/**
 * <b>Purpose:</b> fully associative cache of contexts by device, or by device and process.
 * <br><b>Contract:</b> a lookup sees every install of an earlier cycle that no removal followed; a removal in the cycle
 * of an install wins over older entries, and whoever installs knows whether its entry is stale. Two entries of one key
 * hold the same context; a removal finds both. The oldest entry is replaced.
 * <br><b>Latency/throughput:</b> lookup in the same cycle, one install and one removal per cycle.
 * <br><b>Faults raised:</b> none.
 * <br><b>Spec references:</b> [IOMMU §3.8], IODIR.INVAL_DDT and INVAL_PDT in [IOMMU §4.1.3].
 */
final class ContextCache extends Module<ContextCache.Shape> {
    private static final int DEVICE_BITS = 24;

    /**
     * Size.
     *
     * @param entries from 1
     * @param processBits width of the process part of a key, 0 without one
     * @param dataBits width of a context
     */
    record Shape(int entries, int processBits, int dataBits) {
        /** Bits of the process part, at least one. */
        int memberBits() {
            return Math.max(1, processBits);
        }
    }

    final UInt device = in(uint(DEVICE_BITS));
    final UInt process = in(uint(parameters.memberBits()));
    final Bool hit = out(bool());
    final Bits data = out(bits(parameters.dataBits()));
    final Bool install = in(bool());
    final UInt installDevice = in(uint(DEVICE_BITS));
    final UInt installProcess = in(uint(parameters.memberBits()));
    final Bits installData = in(bits(parameters.dataBits()));
    /** Removal, of every device or of one, of every process or of one. */
    final Bool remove = in(bool());

    final Bool everyDevice = in(bool());
    final Bool everyProcess = in(bool());
    final UInt removeDevice = in(uint(DEVICE_BITS));
    final UInt removeProcess = in(uint(parameters.memberBits()));

    final class Entries extends Group {
        final Vec<Bool> valid = vec(parameters.entries(), i -> regInit(off()));
        final Vec<UInt> devices = vec(parameters.entries(), i -> reg(() -> uint(DEVICE_BITS)));
        final Vec<UInt> processes = vec(parameters.entries(), i -> reg(() -> uint(parameters.memberBits())));
        final Mem<Bits> contexts = mem(() -> bits(parameters.dataBits()), Math.max(2, parameters.entries()));
    }

    private final Entries entries = new Entries();

    final class Lookup extends Group {
        final Vec<Bool> matches = vec(
                parameters.entries(),
                i -> and(
                        at(entries.valid, i),
                        Canaries.force(Canary.CONTEXT_LEAK, eq(at(entries.devices, i), device)),
                        eq(at(entries.processes, i), process)));
    }

    private final Lookup lookup = new Lookup();

    final class Replacement extends Group {
        final UInt oldest = regInit(u(0, Math.max(1, log2Up(parameters.entries()))));
    }

    private final Replacement replacement = new Replacement();

    ContextCache(Shape shape) {
        super(shape);
        set(hit, any(lookup.matches));
        set(data, readAsync(entries.contexts, lookupIndex()));
        for (int i = 0; i < shape.entries(); i++) {
            removeEntry(i);
        }
        write(entries.contexts, replacement.oldest, installData, install);
        when(install, this::fill);
    }

    private UInt lookupIndex() {
        return parameters.entries() == 1 ? u(0, 1) : lowestIndex(toBits(lookup.matches));
    }

    private void removeEntry(int i) {
        Bool sameDevice = or(everyDevice, eq(at(entries.devices, i), removeDevice));
        Bool sameProcess = or(everyProcess, eq(at(entries.processes, i), removeProcess));
        when(and(remove, sameDevice, sameProcess), () -> set(at(entries.valid, i), false));
    }

    private void fill() {
        for (int i = 0; i < parameters.entries(); i++) {
            int entry = i;
            when(eq(replacement.oldest, i), () -> {
                set(at(entries.valid, entry), true);
                set(at(entries.devices, entry), installDevice);
                set(at(entries.processes, entry), installProcess);
            });
        }
        if (parameters.entries() > 1) {
            set(replacement.oldest, plus(replacement.oldest, 1));
            when(eq(replacement.oldest, parameters.entries() - 1), () -> set(replacement.oldest, 0));
        }
    }
}
