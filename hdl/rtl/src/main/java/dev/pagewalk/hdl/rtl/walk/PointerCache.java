package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.out;

import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;

/**
 * <b>Purpose:</b> direct-mapped cache of pages by key: non-leaf page-table entries, nested guest pages.
 * <br><b>Contract:</b> a lookup sees every install of an earlier cycle that no flush followed; a flush in the cycle of
 * an install wins. Only valid entries are ever installed. The low bits of the key choose the line.
 * <br><b>Latency/throughput:</b> lookup in the same cycle, one install and one lookup per cycle, flush in one cycle.
 * <br><b>Faults raised:</b> none.
 * <br><b>Spec references:</b> [IOMMU §3.8] caching of entries with V=1 only; removal may always be wider than asked.
 */
final class PointerCache extends Module<PointerCache.Shape> {
    /**
     * Size.
     *
     * @param lines a power of two
     * @param keyBits at least {@code log2(lines)}
     * @param dataBits width of what is kept
     */
    record Shape(int lines, int keyBits, int dataBits) {}

    final Bits key = in(bits(parameters.keyBits()));
    final Bool hit = out(bool());
    final Bits data = out(bits(parameters.dataBits()));
    final Bool install = in(bool());
    final Bits installKey = in(bits(parameters.keyBits()));
    final Bits installData = in(bits(parameters.dataBits()));
    final Bool flush = in(bool());

    private final int indexBits = log2Up(parameters.lines());

    final class Lines extends Group {
        final Bits valid = regInit(zeros(parameters.lines()));
        final Mem<Bits> words = mem(
                () -> bits(parameters.keyBits() - indexBits + parameters.dataBits()), Math.max(2, parameters.lines()));
    }

    private final Lines lines = new Lines();

    PointerCache(Shape shape) {
        super(shape);
        Bits word = readAsync(lines.words, index(key));
        Bits found = slice(word, parameters.keyBits() - indexBits + parameters.dataBits() - 1, parameters.dataBits());
        set(hit, and(valid(key), eq(found, tag(key))));
        set(data, slice(word, parameters.dataBits() - 1, 0));
        write(lines.words, index(installKey), cat(tag(installKey), installData), install);
        when(install, this::markValid);
        when(flush, () -> set(lines.valid, zeros(parameters.lines())));
    }

    private void markValid() {
        if (indexBits == 0) {
            set(lines.valid, 1);
        } else {
            set(at(lines.valid, index(installKey)), true);
        }
    }

    private Bool valid(Bits of) {
        return indexBits == 0 ? at(lines.valid, 0) : at(lines.valid, index(of));
    }

    private UInt index(Bits of) {
        return indexBits == 0 ? u(0, 1) : toUInt(slice(of, indexBits - 1, 0));
    }

    private Bits tag(Bits of) {
        return slice(of, parameters.keyBits() - 1, indexBits);
    }
}
