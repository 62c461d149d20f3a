package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.lt;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Streams.registered;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;
import static dev.pagewalk.hdl.spinal.Types.widthOf;

import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.AxiWriteResponse;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Write responses towards the device: what memory answers, and errors for requests that never left.
 *
 * <p>Purpose: merges both into one channel.<br>
 * Contract: the owner gives an error only when nothing of its id is on its way, and lets nothing of that id depart
 * until {@code answered} names it. Every burst that departs has a place for its response here, so that a device which
 * takes no responses keeps nothing of memory's and no fence waiting.<br>
 * Latency/throughput: two cycles; one response per cycle; both directions registered.<br>
 * Faults raised: none.<br>
 * Spec references: [AXI4 A3.4.4, A5.3].
 */
public final class WriteResponses extends Module<AxiWidths> {
    public final Stream<AxiWriteResponse> memory = slave(stream(() -> new AxiWriteResponse(parameters)));
    public final Stream<AxiWriteResponse> device = master(stream(() -> new AxiWriteResponse(parameters)));
    public final Stream<ErrorResponse> error = slave(stream(() -> new ErrorResponse(parameters.id())));
    /** A fence begins: the error that waits is old. */
    public final Bool begin = in(bool());
    /** A burst departs; only after a cycle with {@code mayDepart}. */
    public final Bool departs = in(bool());
    /** There is a place for the response of one more burst. */
    public final Bool mayDepart = out(bool());
    /** A response came from memory. */
    public final Flow<UInt> arrived = master(flow(() -> uint(parameters.id())));
    /** An error response was handed over. */
    public final Flow<UInt> answered = master(flow(() -> uint(parameters.id())));

    public final Bool busy = out(bool());
    public final Bool busyOld = out(bool());

    final Waiting waiting = new Waiting();
    final Places places;
    final Merge merge;

    /**
     * Responses of bursts of these widths.
     *
     * @param bursts that may be under way and unanswered, a power of two
     */
    public WriteResponses(AxiWidths widths, int bursts) {
        super(widths);
        places = new Places(bursts);
        merge = new Merge(2 * bursts);
        places.count();
        set(error.ready(), not(waiting.active));
        set(busy, or(waiting.active, ne(places.taken, 0)));
        set(busyOld, and(waiting.active, waiting.response.old));
        set(arrived.valid(), fire(memory));
        set(arrived.payload(), memory.payload().id);
    }

    /** The error that waits for its turn. */
    final class Waiting extends Group {
        final Bool active = regInit(off());
        final ErrorResponse response = reg(() -> new ErrorResponse(parameters.id()));
    }

    /** Places in the queue: of bursts under way, and of responses that the device has not taken. Errors have as many. */
    final class Places extends Group {
        final UInt taken;
        final Bool forError;

        Places(int bursts) {
            int width = log2Up(2L * bursts) + 1;
            taken = regInit(u(0, width));
            forError = lt(taken, u(2L * bursts, width));
            set(mayDepart, lt(taken, u(bursts, width)));
        }

        void count() {
            int width = widthOf(taken);
            UInt more = plus(toUInt(departs, width), toUInt(merge.given, width));
            set(taken, minus(plus(taken, more), toUInt(fire(merge.queue.pop), width)));
        }
    }

    /** Errors first. */
    final class Merge extends Group {
        final SmallQueue<AxiWriteResponse> queue;
        final Bool given = and(waiting.active, places.forError);

        Merge(int depth) {
            queue = new SmallQueue<>(() -> new AxiWriteResponse(parameters), depth);
            AxiWriteResponse from = memory.payload();
            AxiWriteResponse to = queue.push.payload();
            set(queue.push.valid(), or(given, memory.valid()));
            set(memory.ready(), not(given));
            set(to.id, mux(given, waiting.response.id, from.id));
            set(to.resp, mux(given, waiting.response.response, from.resp));
            set(to.user, mux(given, b(0, parameters.responseUser()), from.user));
            set(answered.valid(), given);
            set(answered.payload(), waiting.response.id);
            connect(registered(queue.pop), device);
            when(begin, () -> set(waiting.response.old, true));
            when(given, () -> set(waiting.active, false));
            when(fire(error), () -> {
                set(waiting.active, true);
                set(waiting.response, error.payload());
            });
        }
    }
}
