package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Checks.check;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readSync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.lt;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Signals.attribute;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.AxiWriteData;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Write data of devices until the fate of its burst is known.
 *
 * <p>Purpose: lets a write leave only when all of its beats are here, so that a device that withholds data holds
 * nothing but its own burst.<br>
 * Contract: beats leave in the order in which they came, burst by burst as {@code decide} says: forwarded, or dropped
 * without a trace. A decision needs {@code available} above its length and {@code mayDecide}. WLAST of the device is
 * not looked at; beats are counted and WLAST is made anew, so a device cannot spoil the framing of others.<br>
 * Latency/throughput: three cycles from decision to the first beat; one beat per cycle.<br>
 * Faults raised: none.<br>
 * Spec references: [AXI4 A5.2].
 */
public final class WriteBuffer extends Module<IommuParameters> {
    private static final int DECISIONS = 32;

    /** What becomes of the next burst. */
    public static final class Decision extends Bundle {
        public final Bool drop = bool();
        /** It goes to {@code file} instead of {@code memory}; null without interrupt files. */
        public final Bool toFile;

        public final UInt len = uint(8);

        Decision(boolean files) {
            toFile = files ? bool() : null;
        }
    }

    private final int beats = parameters.size(Size.WRITE_BUFFER_BEATS);
    private final int pointerBits = log2Up(beats);
    private final AxiWidths widths;

    public final Stream<AxiWriteData> device;
    public final Stream<AxiWriteData> memory;
    private final boolean files = parameters.has(Feature.MSI_MRIF);

    public final Flow<Decision> decide = slave(flow(() -> new Decision(files)));
    /** Data of a write to an interrupt file; null without them. */
    public final Flow<AxiWriteData> file;

    /** Beats here that no decision has claimed, from a register. */
    public final UInt available = out(uint(pointerBits + 1));

    public final Bool mayDecide = out(bool());
    public final Bool empty = out(bool());

    final SmallQueue<Decision> decisions = new SmallQueue<>(() -> new Decision(files), DECISIONS);
    final Store store;
    final Pump pump;

    public WriteBuffer(IommuParameters parameters, AxiWidths widths) {
        super(parameters);
        this.widths = widths;
        device = slave(stream(() -> new AxiWriteData(widths)));
        memory = master(stream(() -> new AxiWriteData(widths)));
        file = files ? master(flow(() -> new AxiWriteData(widths))) : null;
        store = new Store();
        pump = new Pump();
        set(decisions.push.valid(), decide.valid());
        set(decisions.push.payload(), decide.payload());
        set(available, store.unclaimed);
        set(mayDecide, lt(decisions.occupancy, DECISIONS));
        Bool covered = gt(store.unclaimed, resize(decide.payload().len, pointerBits + 1));
        check(or(not(decide.valid()), covered), "decision on a burst that is not complete");
        set(empty, and(eq(store.inside, 0), not(pump.loaded)));
    }

    /** Beats in block RAM. */
    final class Store extends Group {
        final Mem<Bits> words = attribute(mem(() -> bits(widths.data() + widths.bytes()), beats), "ram_style", "block");
        final UInt tail = regInit(u(0, pointerBits));
        final UInt head = regInit(u(0, pointerBits));
        /** Beats in the memory. */
        final UInt inside = regInit(u(0, pointerBits + 1));

        final UInt unclaimed = regInit(u(0, pointerBits + 1));
        final Bool taken = fire(device);
        final UInt claimed = plus(resize(decide.payload().len, pointerBits + 1), 1);

        {
            set(device.ready(), ne(inside, beats));
            write(words, tail, cat(device.payload().strb, device.payload().data), taken);
            when(taken, () -> set(tail, plus(tail, 1)));
            UInt arrived = plus(unclaimed, toUInt(taken, pointerBits + 1));
            set(unclaimed, arrived);
            when(decide.valid(), () -> set(unclaimed, minus(arrived, claimed)));
        }
    }

    /** Moves decided beats out, one per cycle. */
    final class Pump extends Group {
        final Bool loaded = regInit(off());
        final Bool last = reg(() -> bool());
        final Bool toFile = files ? reg(() -> bool()) : off();
        final UInt beat = regInit(u(0, 8));
        final Decision current = decisions.pop.payload();
        final Bool room = or(not(loaded), memory.ready(), toFile);
        final Bool move = and(decisions.pop.valid(), or(room, current.drop));
        final Bool kept = and(move, not(current.drop));
        final Bool load = Canaries.instead(Canary.WRITE_BEAT_DROPPED, kept, () -> and(kept, ne(beat, 1)));
        final Bool ends = eq(beat, current.len);
        final Bits word = readSync(store.words, store.head, load);

        {
            set(decisions.pop.ready(), and(move, ends));
            when(move, () -> {
                set(beat, plus(beat, 1));
                set(store.head, plus(store.head, 1));
                when(ends, () -> set(beat, 0));
            });
            when(or(memory.ready(), toFile), () -> set(loaded, false));
            when(load, () -> {
                set(loaded, true);
                set(last, ends);
                if (files) {
                    set(toFile, current.toFile);
                }
            });
            set(memory.valid(), and(loaded, not(toFile)));
            present(memory.payload());
            if (files) {
                set(file.valid(), and(loaded, toFile));
                present(file.payload());
            }
            int countBits = pointerBits + 1;
            set(store.inside, minus(plus(store.inside, toUInt(store.taken, countBits)), toUInt(move, countBits)));
        }

        private void present(AxiWriteData to) {
            set(to.last, last);
            set(to.data, slice(word, widths.data() - 1, 0));
            Bits strobes = slice(word, widths.data() + widths.bytes() - 1, widths.data());
            set(to.strb, Canaries.instead(Canary.STROBES_IGNORED, strobes, () -> not(zeros(widths.bytes()))));
        }
    }
}
