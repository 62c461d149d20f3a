package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Streams.registered;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

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
 * until {@code answered} names it.<br>
 * Latency/throughput: one cycle; one response per cycle; both directions registered.<br>
 * Faults raised: none.<br>
 * Spec references: [AXI4 A3.4.4, A5.3].
 */
public final class WriteResponses extends Module<AxiWidths> {
    public final Stream<AxiWriteResponse> memory = slave(stream(() -> new AxiWriteResponse(parameters)));
    public final Stream<AxiWriteResponse> device = master(stream(() -> new AxiWriteResponse(parameters)));
    public final Stream<ErrorResponse> error = slave(stream(() -> new ErrorResponse(parameters.id())));
    /** A fence begins: the error that waits is old. */
    public final Bool begin = in(bool());
    /** A response came from memory. */
    public final Flow<UInt> arrived = master(flow(() -> uint(parameters.id())));
    /** An error response was handed over. */
    public final Flow<UInt> answered = master(flow(() -> uint(parameters.id())));

    public final Bool busy = out(bool());
    public final Bool busyOld = out(bool());

    final Waiting waiting = new Waiting();
    final Merge merge = new Merge();

    public WriteResponses(AxiWidths widths) {
        super(widths);
        set(error.ready(), not(waiting.active));
        set(busy, waiting.active);
        set(busyOld, and(waiting.active, waiting.response.old));
        set(arrived.valid(), fire(memory));
        set(arrived.payload(), memory.payload().id);
    }

    /** The error that waits for its turn. */
    final class Waiting extends Group {
        final Bool active = regInit(off());
        final ErrorResponse response = reg(() -> new ErrorResponse(parameters.id()));
    }

    /** Errors first. */
    final class Merge extends Group {
        final Stream<AxiWriteResponse> joined = stream(() -> new AxiWriteResponse(parameters));
        final Stream<AxiWriteResponse> slice = registered(joined);
        final Bool given = and(waiting.active, joined.ready());

        {
            AxiWriteResponse from = memory.payload();
            AxiWriteResponse to = joined.payload();
            set(joined.valid(), or(waiting.active, memory.valid()));
            set(memory.ready(), and(joined.ready(), not(waiting.active)));
            set(to.id, mux(waiting.active, waiting.response.id, from.id));
            set(to.resp, mux(waiting.active, waiting.response.response, from.resp));
            set(to.user, mux(waiting.active, b(0, parameters.responseUser()), from.user));
            set(answered.valid(), given);
            set(answered.payload(), waiting.response.id);
            connect(slice, device);
            when(begin, () -> set(waiting.response.old, true));
            when(given, () -> set(waiting.active, false));
            when(fire(error), () -> {
                set(waiting.active, true);
                set(waiting.response, error.payload());
            });
        }
    }
}
