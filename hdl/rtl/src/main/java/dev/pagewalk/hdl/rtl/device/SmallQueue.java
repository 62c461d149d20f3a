package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Checks.check;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Signals.attribute;
import static dev.pagewalk.hdl.spinal.Statements.assign;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.Data;
import spinal.core.Mem;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.function.Supplier;

/**
 * A queue in distributed memory whose writer looks at the number of words before it pushes.
 *
 * <p>Purpose: takes words at the end of a long path and offers them from registers.<br>
 * Contract: first in, first out; a push needs {@code occupancy} below the depth, which the writer makes sure of.<br>
 * Latency/throughput: one cycle; one word per cycle in and out.<br>
 * Faults raised: none.<br>
 * Spec references: none.
 *
 * @param <T> type of the words
 */
public final class SmallQueue<T extends Data> extends Module<SmallQueue.Parameters<T>> {
    /**
     * What to store.
     *
     * @param word type of the words
     * @param depth number of words, a power of two, at least 2
     */
    public record Parameters<T extends Data>(Supplier<T> word, int depth) {
        public Parameters {
            if (depth < 2 || Integer.bitCount(depth) != 1) {
                throw new IllegalArgumentException("queue depth is no power of two from 2: depth=" + depth);
            }
        }
    }

    private final int pointerBits = log2Up(parameters.depth());

    public final Flow<T> push = slave(flow(parameters.word()));
    public final Stream<T> pop = master(stream(parameters.word()));
    /** Words inside, from a register. */
    public final UInt occupancy = out(uint(pointerBits + 1));

    private final Mem<T> words = attribute(mem(parameters.word(), parameters.depth()), "ram_style", "distributed");
    private final UInt head = regInit(u(0, pointerBits));
    private final UInt tail = regInit(u(0, pointerBits));
    private final UInt count = regInit(u(0, pointerBits + 1));

    public SmallQueue(Supplier<T> word, int depth) {
        super(new Parameters<>(word, depth));
        Bool taken = fire(pop);
        check(not(and(push.valid(), eq(count, parameters.depth()))), "queue is full at a push");
        set(occupancy, count);
        set(pop.valid(), ne(count, 0));
        assign(pop.payload(), readAsync(words, head));
        write(words, tail, push.payload(), push.valid());
        when(push.valid(), () -> set(tail, plus(tail, 1)));
        when(taken, () -> set(head, plus(head, 1)));
        when(and(push.valid(), not(taken)), () -> set(count, plus(count, 1)));
        when(and(not(push.valid()), taken), () -> set(count, minus(count, 1)));
    }
}
