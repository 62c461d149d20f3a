package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Memories.mem;
import static dev.pagewalk.hdl.spinal.Memories.readAsync;
import static dev.pagewalk.hdl.spinal.Memories.write;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.minus;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.log2Up;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.hdl.rtl.common.PtwRead;
import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
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
 * Purpose: reads commands ahead of their execution.
 * Contract: delivers the commands from {@code first} on in order, never past the tail; after {@code flush} has been
 *     high and {@code idle} is seen, starts again at {@code first}. A command whose read failed is delivered with
 *     {@code failed}.
 * Latency/throughput: as many reads in flight as the buffer has room, one id, so that memory answers in order;
 *     one command every two cycles.
 * Faults raised: none here; the executor stops at a failed command.
 * Spec references: [IOMMU §4.1]
 */
public final class CommandFetch extends Module<IommuParameters> {

    /** A command as it was read. */
    public static final class Fetched extends Bundle {
        public final Bits low = bits(64);
        public final Bits high = bits(64);
        /** Its read ended in an error or returned corrupt data. */
        public final Bool failed = bool();
    }

    private static final int INDEX = 32;

    private final int depth = parameters.size(Size.COMMAND_BUFFER);
    private final int pointer = log2Up(depth);
    /** Bits of a place in memory, which has two at least. */
    private final int place = Math.max(1, pointer);

    public final QueueControl control = in(new QueueControl());
    /** Reads may start. */
    public final Bool run = in(bool());
    /** Drops what was read and starts no read. */
    public final Bool flush = in(bool());
    /** Index of the first command after a flush. */
    public final UInt first = in(uint(INDEX));

    public final UInt rcid = in(uint(12));
    public final UInt mcid = in(uint(12));
    /** No read is in flight and nothing is buffered. */
    public final Bool idle = out(bool());

    public final Stream<Fetched> command = master(stream(Fetched::new));
    public final Stream<PtwRead> read = master(stream(() -> new PtwRead(parameters.walkIdWidth())));
    public final Flow<PtwReadResponse> response = slave(flow(() -> new PtwReadResponse(parameters.walkIdWidth())));

    private final UInt next = regInit(u(0, INDEX));
    private final UInt reserved = regInit(u(0, pointer + 1));
    private final UInt inFlight = regInit(u(0, pointer + 1));
    private final Mem<Fetched> buffer = mem(Fetched::new, 1 << place);
    private final UInt pushed = regInit(u(0, pointer + 1));
    private final UInt popped = regInit(u(0, pointer + 1));

    /** Asks for commands as long as the buffer has room for their answers. */
    final class Ask extends Group {
        final Bool offered = regInit(off());
        final Bool room = ne(reserved, depth);
        final Bool more = ne(next, control.software);

        {
            when(read.ready(), () -> set(offered, false));
            when(and(run, not(flush), not(control.halted), room, more, not(offered)), () -> set(offered, true));
            set(read.valid(), offered);
            set(read.payload().address, QueueAddress.of(control.ppn, next, CommandFields.BYTES));
            set(read.payload().id, PtwPort.commandId(parameters));
            set(read.payload().beats, 1);
            set(read.payload().exclusive, false);
            set(read.payload().rcid, rcid);
            set(read.payload().mcid, mcid);
        }
    }

    final Ask ask = new Ask();

    /** Gathers the two beats of each command. */
    final class Gather extends Group {
        final Bits low = reg(() -> bits(64));
        final Bool second = regInit(off());
        final Bool failed = regInit(off());
        final Bool bad = or(response.payload().error, response.payload().poison);
        final Bool complete = and(response.valid(), response.payload().last);
        final Fetched entry = new Fetched();

        {
            set(entry.low, low);
            set(entry.high, response.payload().data);
            set(entry.failed, or(failed, bad));
            when(response.valid(), () -> {
                set(second, not(response.payload().last));
                set(failed, and(not(response.payload().last), or(failed, bad)));
                when(not(second), () -> set(low, response.payload().data));
            });
            write(buffer, resize(pushed, place), entry, complete);
        }
    }

    final Gather gather = new Gather();

    public CommandFetch(IommuParameters parameters) {
        super(parameters);
        when(fire(read), () -> set(next, and(plus(next, 1), control.mask)));
        count(inFlight, fire(read), gather.complete);
        count(reserved, fire(read), fire(command));
        when(gather.complete, () -> set(pushed, plus(pushed, 1)));
        when(fire(command), () -> set(popped, plus(popped, 1)));
        set(command.valid(), and(ne(pushed, popped), not(flush)));
        set(command.payload(), readAsync(buffer, resize(popped, place)));
        set(idle, and(eq(inFlight, 0), not(ask.offered)));
        when(and(flush, idle), () -> {
            set(next, first);
            set(pushed, popped);
            set(reserved, 0);
        });
    }

    private static void count(UInt counter, Bool up, Bool down) {
        when(and(up, not(down)), () -> set(counter, plus(counter, 1)));
        when(and(down, not(up)), () -> set(counter, minus(counter, 1)));
    }
}
