package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
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

import dev.pagewalk.hdl.rtl.common.AxiReadData;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Read data towards the device: what memory answers, and error beats for requests that never left.
 *
 * <p>Purpose: merges both into one channel.<br>
 * Contract: an error burst has as many beats as the request asked, all zero; it starts when memory is between bursts.
 * The owner starts one only when nothing of its id is on its way, and lets nothing of that id depart while
 * {@code busyId} names it.<br>
 * Latency/throughput: one cycle; one beat per cycle; both directions registered.<br>
 * Faults raised: none.<br>
 * Spec references: [AXI4 A3.4.4, A5.3].
 */
public final class ReadResponses extends Module<AxiWidths> {
    public final Stream<AxiReadData> memory = slave(stream(() -> new AxiReadData(parameters)));
    public final Stream<AxiReadData> device = master(stream(() -> new AxiReadData(parameters)));
    public final Stream<ErrorResponse> error = slave(stream(() -> new ErrorResponse(parameters.id())));
    /** A fence begins: the error burst under way is old. */
    public final Bool begin = in(bool());
    /** The last beat of a burst came from memory. */
    public final Flow<UInt> arrived = master(flow(() -> uint(parameters.id())));

    public final Bool busy = out(bool());
    public final UInt busyId = out(uint(parameters.id()));
    public final Bool busyOld = out(bool());

    final Generate generate = new Generate();
    final Merge merge = new Merge();

    public ReadResponses(AxiWidths widths) {
        super(widths);
        set(error.ready(), not(generate.active));
        set(busy, generate.active);
        set(busyId, generate.burst.id);
        set(busyOld, and(generate.active, generate.burst.old));
        set(arrived.valid(), and(fire(memory), memory.payload().last));
        set(arrived.payload(), memory.payload().id);
    }

    /** The error burst under way. */
    final class Generate extends Group {
        final Bool active = regInit(off());
        final ErrorResponse burst = reg(() -> new ErrorResponse(parameters.id()));
        final UInt beat = regInit(u(0, 8));
        final Bool last = eq(beat, burst.len);
    }

    /** Whose turn it is. */
    final class Merge extends Group {
        final Bool insideBurst = regInit(off());
        final Bool error = and(generate.active, not(insideBurst));
        final Stream<AxiReadData> joined = stream(() -> new AxiReadData(parameters));
        final Stream<AxiReadData> slice = registered(joined);

        {
            AxiReadData from = memory.payload();
            AxiReadData to = joined.payload();
            Bits zero = b(0, parameters.data());
            Bool comes = Canaries.instead(
                    Canary.READ_BEAT_DROPPED,
                    memory.valid(),
                    () -> and(memory.valid(), or(not(insideBurst), from.last)));
            set(joined.valid(), or(error, comes));
            set(memory.ready(), and(joined.ready(), not(error)));
            set(to.id, mux(error, generate.burst.id, from.id));
            set(to.data, mux(error, zero, from.data));
            set(to.resp, mux(error, generate.burst.response, from.resp));
            set(to.last, mux(error, generate.last, from.last));
            set(to.user, mux(error, bitsOf(0), from.user));
            when(fire(memory), () -> set(insideBurst, not(from.last)));
            connect(slice, device);
            start();
            step();
        }

        private void start() {
            when(begin, () -> set(generate.burst.old, true));
            when(fire(ReadResponses.this.error), () -> {
                set(generate.active, true);
                set(generate.burst, ReadResponses.this.error.payload());
                set(generate.beat, 0);
            });
        }

        private void step() {
            when(and(error, joined.ready()), () -> {
                set(generate.beat, plus(generate.beat, 1));
                when(generate.last, () -> set(generate.active, false));
            });
        }
    }

    private Bits bitsOf(int value) {
        return b(value, parameters.responseUser());
    }
}
