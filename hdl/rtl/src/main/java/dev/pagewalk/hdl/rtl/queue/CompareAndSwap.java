package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Checks.check;
import static dev.pagewalk.hdl.spinal.Checks.cover;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.lowestIndex;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.lt;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
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
import static dev.pagewalk.hdl.spinal.Types.vec;

import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.core.Vec;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Carries out the exclusive pairs of walks and interrupt files as AXI5 AtomicCompare.
 *
 * <p>Purpose: compare-and-swap through an interconnect that has atomics and no exclusive accesses.<br>
 * Contract: remembers what the reading half of a pair found, sends its writing half as two beats, compare and swap
 * value, and answers it when both responses have come: done if memory held what the read had found. A pair covers the
 * whole doubleword. Pairs are told apart by their ids, one for each.<br>
 * Latency/throughput: reads pass without a register; the answer of a write takes one cycle more than the later of its
 * responses; one answer per cycle.<br>
 * Faults raised: none; errors of either response are reported to who asked.<br>
 * Spec references: [AXI5 A6.4 atomic transactions], [Priv §12.3.2 step 9].
 *
 * <pre>
 *   address bit 3 = 0, INCR:  compare | swap        address bit 3 = 1, WRAP:  swap | compare
 * </pre>
 */
public final class CompareAndSwap extends Module<IommuParameters> {
    /** AWATOP of an AtomicCompare. [AXI5 table A6.1] */
    static final int ATOMIC_COMPARE = 0b110001;

    private static final int DOUBLEWORD = 3;
    private final int ids = parameters.walkIdWidth();
    private final boolean files = parameters.has(Feature.AMO_MRIF);
    /** One for each walk, and the last one for interrupt files. */
    private final int pairs = parameters.walks() + (files ? 1 : 0);

    private final int indexBits = Math.max(1, log2Up(pairs));

    /** The reading half of a pair is accepted. */
    public final Flow<UInt> opened = slave(flow(() -> uint(ids)));
    /** A beat of read data. */
    public final Flow<PtwReadResponse> read = slave(flow(() -> new PtwReadResponse(ids)));
    /** It is the old value that an AtomicCompare returns: nobody else's. */
    public final Bool ownRead = out(bool());
    /** It answers the reading half of a pair. */
    public final Bool opens = out(bool());
    /** Writes, one beat each if they close a pair. */
    public final Stream<PtwPort.Beat> from = slave(stream(() -> new PtwPort.Beat(ids)));
    /** The same with two beats for those. */
    public final Stream<PtwPort.Beat> to = master(stream(() -> new PtwPort.Beat(ids)));
    /** A response to a write. */
    public final Flow<PtwWriteResponse> end = slave(flow(() -> new PtwWriteResponse(ids)));
    /** It belongs to an AtomicCompare: nobody else's. */
    public final Bool ownEnd = out(bool());
    /** A pair has ended; not in a cycle with a response that is somebody else's. */
    public final Flow<PtwWriteResponse> done = master(flow(() -> new PtwWriteResponse(ids)));

    final Pairs pair = new Pairs();
    final Expand expand = new Expand();
    final Answer answer = new Answer();

    public CompareAndSwap(IommuParameters parameters) {
        super(parameters);
        observeReads();
        observeEnds();
        when(and(fire(to), expand.closes, not(expand.second)), () -> start(indexOf(from.payload().id)));
        Bool closing = at(pair.busy, indexOf(opened.payload()));
        check(not(and(opened.valid(), closing)), "a pair opens while it is being closed");
        cover("swap_lost", and(done.valid(), not(done.payload().exclusiveOkay), not(done.payload().error)));
        cover("swap_upper", and(fire(to), expand.closes, expand.upper));
        cover("swap_both_responses", and(ownRead, ownEnd));
    }

    /** What is known of the pair of each id. */
    final class Pairs extends Group {
        final Vec<Bool> opening = vec(pairs, i -> regInit(off()));
        final Vec<Bool> busy = vec(pairs, i -> regInit(off()));
        final Vec<Bool> valueCame = vec(pairs, i -> regInit(off()));
        final Vec<Bool> endCame = vec(pairs, i -> regInit(off()));
        final Vec<Bool> same = vec(pairs, i -> reg(() -> bool()));
        final Vec<Bool> error = vec(pairs, i -> reg(() -> bool()));
        final Vec<Bool> poison = vec(pairs, i -> reg(() -> bool()));
        final Mem<Bits> expected = attribute(mem(() -> bits(Long.SIZE), 1 << indexBits), "ram_style", "distributed");
    }

    /** The id can have a pair. */
    private Bool canPair(UInt id) {
        Bool ofWalk = lt(id, u(parameters.walks(), ids));
        return files ? or(ofWalk, eq(id, PtwPort.fileId(parameters))) : ofWalk;
    }

    private UInt indexOf(UInt id) {
        UInt walk = resize(id, indexBits);
        return files ? mux(at(id, ids - 1), u(pairs - 1, indexBits), walk) : walk;
    }

    private UInt idOf(UInt index) {
        UInt walk = resize(index, ids);
        return files ? mux(eq(index, pairs - 1), u(PtwPort.fileId(parameters), ids), walk) : walk;
    }

    /** Makes two beats of one. */
    final class Expand extends Group {
        final Bool second = regInit(off());
        final PtwPort.Beat beat = from.payload();
        final Bool closes = beat.exclusive;
        final Bool upper = at(beat.write.address, DOUBLEWORD);
        final Bits compare = readAsync(pair.expected, indexOf(beat.id));
        final Bits lanes = Canaries.instead(Canary.SWAP_TAKES_NEIGHBOUR, beat.write.strobe, () -> b(0xff, 8));
        final Bits swap = merged(beat.write.data, lanes, compare);
        final Bits compared = Canaries.instead(Canary.SWAP_COMPARES_NEW, compare, () -> swap);

        {
            set(to.valid(), from.valid());
            set(to.payload(), beat);
            set(from.ready(), and(to.ready(), or(not(closes), second)));
            when(closes, () -> {
                set(to.payload().write.beats, 1);
                set(to.payload().write.data, mux(eq(second, upper), compared, swap));
                set(to.payload().write.strobe, b(0xFF, 8));
                set(to.payload().write.last, second);
            });
            when(and(fire(to), closes), () -> set(second, not(second)));
        }
    }

    /** One answer at a time. */
    final class Answer extends Group {
        final Vec<Bool> complete = vec(pairs, i -> and(at(pair.busy, i), at(pair.valueCame, i), at(pair.endCame, i)));
        final UInt index = lowestIndex(complete);
        final Bool foreign = and(end.valid(), not(ownEnd));

        {
            PtwWriteResponse to = done.payload();
            set(done.valid(), and(any(complete), not(foreign)));
            set(to.id, idOf(index));
            set(to.error, at(pair.error, index));
            set(to.poison, at(pair.poison, index));
            Bool same = Canaries.force(Canary.SWAP_ALWAYS_DONE, at(pair.same, index));
            set(to.exclusiveOkay, and(same, not(at(pair.error, index))));
            when(done.valid(), () -> set(at(pair.busy, index), false));
        }
    }

    private void start(UInt index) {
        set(at(pair.busy, index), true);
        set(at(pair.valueCame, index), false);
        set(at(pair.endCame, index), false);
        set(at(pair.error, index), false);
        set(at(pair.poison, index), false);
    }

    private void observeReads() {
        PtwReadResponse beat = read.payload();
        UInt index = indexOf(beat.id);
        Bool ours = and(read.valid(), canPair(beat.id));
        set(ownRead, and(ours, at(pair.busy, index)));
        set(opens, and(ours, at(pair.opening, index)));
        when(opens, () -> set(at(pair.opening, index), false));
        when(
                and(opened.valid(), canPair(opened.payload())),
                () -> set(at(pair.opening, indexOf(opened.payload())), true));
        write(pair.expected, index, beat.data, opens);
        when(ownRead, () -> {
            set(at(pair.valueCame, index), true);
            set(at(pair.same, index), eq(beat.data, readAsync(pair.expected, index)));
            gather(index, beat.error, beat.poison);
        });
    }

    private void observeEnds() {
        PtwWriteResponse response = end.payload();
        UInt index = indexOf(response.id);
        set(ownEnd, and(end.valid(), canPair(response.id), at(pair.busy, index)));
        when(ownEnd, () -> {
            set(at(pair.endCame, index), true);
            gather(index, response.error, response.poison);
        });
    }

    private void gather(UInt index, Bool error, Bool poison) {
        when(error, () -> set(at(pair.error, index), true));
        when(poison, () -> set(at(pair.poison, index), true));
    }

    /** The lanes of the entry from the new value, the others as they were. */
    private static Bits merged(Bits value, Bits lanes, Bits old) {
        Bits[] bytes = new Bits[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            int low = Byte.SIZE * (Long.BYTES - 1 - i);
            Bool fresh = at(lanes, Long.BYTES - 1 - i);
            bytes[i] = mux(fresh, slice(value, low + 7, low), slice(old, low + 7, low));
        }
        return cat(bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]);
    }
}
