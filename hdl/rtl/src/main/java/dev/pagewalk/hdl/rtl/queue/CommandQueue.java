package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.is;
import static dev.pagewalk.hdl.spinal.Statements.select;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.DirectoryControl;
import dev.pagewalk.hdl.rtl.common.Invalidation;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.common.MessageWords;
import dev.pagewalk.hdl.rtl.common.PtwRead;
import dev.pagewalk.hdl.rtl.common.PtwReadResponse;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.HwEnum;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

import java.util.Optional;

/**
 * Purpose: executes the commands that software queues.
 * Contract: one command after the other, in order. {@code head} moves when a command is complete: an invalidation when
 *     walks and device port have removed what it names, a fence when everything accepted before it has finished and its
 *     data is visible. At an error {@code head} stays, the error is reported once, and after software has cleared it
 *     execution starts again at {@code head}.
 * Latency/throughput: commands are fetched ahead; three cycles for an invalidation that finds walks and port ready.
 * Faults raised: cmd_ill, cqmf, cmd_to.
 * Spec references: [IOMMU §4.1, §6 cqcsr]
 *
 * <pre>
 *  fetch -> current -> decode -> walks -> device port ----> head + 1
 *                        |-----> message -> head + 1
 *                        |-----> tags -> drain -> data -> response -> head + 1
 *                        `-----> illegal, failed: flush, wait, start again
 * </pre>
 */
public final class CommandQueue extends Module<IommuParameters> {

    private static final HwEnum<CommandState> STATE = new HwEnum<>(CommandState.class);
    private static final int INDEX = 32;

    public final QueueControl control = in(new QueueControl());
    public final CommandQueueStatus status = out(new CommandQueueStatus());
    public final DirectoryControl directory = in(new DirectoryControl());
    /** fctl.WSI. */
    public final Bool wires = in(bool());

    public final Stream<PtwRead> read = master(stream(() -> new PtwRead(parameters.walkIdWidth())));
    public final Flow<PtwReadResponse> readResponse = slave(flow(() -> new PtwReadResponse(parameters.walkIdWidth())));
    public final Stream<QueueWrite> write = master(stream(QueueWrite::new));
    public final Flow<PtwWriteResponse> writeResponse =
            slave(flow(() -> new PtwWriteResponse(parameters.walkIdWidth())));
    public final Stream<Invalidation> invalidateWalk = master(stream(Invalidation::new));
    public final Stream<Invalidation> invalidateFront = master(stream(Invalidation::new));
    /** ATS commands. */
    public final Optional<TagPort> ats = parameters.has(Feature.ATS) ? Optional.of(new TagPort()) : Optional.empty();

    /** Asks for a drain; high until {@code drained}. */
    public final Bool drain = out(bool());

    public final Bool drained = in(bool());
    /** A command is complete. */
    public final Bool completed = out(bool());

    private final CommandFetch fetch = new CommandFetch(parameters);
    private final SpinalEnumCraft<HwEnum<CommandState>> state = regInit(STATE.of(CommandState.FLUSH));
    private final Bool on = regInit(off());
    private final UInt head = regInit(u(0, INDEX));

    /** The command under execution. */
    final class Current extends Group {
        final CommandFetch.Fetched command = reg(CommandFetch.Fetched::new);
        final DecodedCommand decoded = new DecodedCommand(
                parameters,
                ByteOrder.ordered(command.low, directory.bigEndian),
                ByteOrder.ordered(command.high, directory.bigEndian),
                wires);
        final Bool beyondMemory = any(toBits(slice(decoded.fenceAddress, 63, 56)));
    }

    final Current current = new Current();

    public CommandQueue(IommuParameters parameters) {
        super(parameters);
        connectFetch();
        report();
        drive();
        select(state, () -> {
            is(CommandState.IDLE, this::idle);
            is(CommandState.DECODE, this::decode);
            is(CommandState.INVALIDATE_FRONT, () -> when(fire(invalidateFront), this::complete));
            is(CommandState.MESSAGE, () -> ats.ifPresent(this::message));
            is(CommandState.FENCE_TAGS, () -> ats.ifPresent(this::awaitTags));
            is(CommandState.FENCE_DRAIN, () -> when(drained, this::afterDrain));
            is(CommandState.FENCE_WRITE, () -> when(fire(write), () -> set(state, CommandState.FENCE_RESPONSE)));
            is(CommandState.FENCE_RESPONSE, () -> when(writeResponse.valid(), this::afterResponse));
            is(CommandState.FLUSH, this::flush);
        });
    }

    private void connectFetch() {
        set(fetch.control, control);
        set(fetch.run, and(on, control.enable));
        set(fetch.flush, eq(state, CommandState.FLUSH));
        set(fetch.first, head);
        set(fetch.rcid, directory.rcid);
        set(fetch.mcid, directory.mcid);
        set(fetch.response, readResponse);
        set(read, fetch.read);
        set(fetch.command.ready(), and(eq(state, CommandState.IDLE), control.enable));
        when(fire(fetch.command), () -> set(current.command, fetch.command.payload()));
    }

    private void report() {
        set(status.on, on);
        set(status.head, head);
        set(status.memoryFault, false);
        set(status.illegal, false);
        set(status.timeout, false);
        set(status.fencePending, false);
        set(completed, false);
    }

    private void offerMessage(TagPort port) {
        Bool request = current.decoded.isDeviceInvalidation;
        set(port.message.valid(), and(eq(state, CommandState.MESSAGE), or(not(request), port.available)));
        set(port.message.payload(), current.decoded.message(port.tag));
        set(port.sent, and(fire(port.message), request));
        set(port.device, MessageWords.field(port.message.payload().tuser, MessageUser.DEVICE_ID));
        set(port.segmentValid, MessageWords.flag(port.message.payload().tuser, MessageUser.SEGMENT_VALID));
        set(port.reported, false);
    }

    /** An invalidation request without a free tag waits, and nothing is lost; only disabling the queue drops it. */
    private void message(TagPort port) {
        when(fire(port.message), this::complete)
                .elsewhen(and(not(control.enable), not(port.message.valid())), () -> set(state, CommandState.FLUSH));
    }

    private void awaitTags(TagPort port) {
        when(not(control.enable), () -> set(state, CommandState.FLUSH)).elsewhen(port.none, () -> {
            set(state, CommandState.FENCE_DRAIN);
            when(port.timedOut, () -> {
                set(port.reported, true);
                set(status.timeout, true);
                set(state, CommandState.FLUSH);
            });
        });
    }

    private void drive() {
        ats.ifPresent(this::offerMessage);
        set(invalidateWalk.payload(), current.decoded.invalidation);
        set(invalidateFront.payload(), current.decoded.invalidation);
        set(invalidateWalk.valid(), false);
        set(invalidateFront.valid(), eq(state, CommandState.INVALIDATE_FRONT));
        set(drain, eq(state, CommandState.FENCE_DRAIN));
        set(write.valid(), eq(state, CommandState.FENCE_WRITE));
        set(write.payload().address, resize(current.decoded.fenceAddress, 56));
        set(write.payload().beats, 0);
        set(write.payload().size, 2);
        set(write.payload().last, true);
        Bits word = ByteOrder.ordered(current.decoded.fenceData, directory.bigEndian);
        set(write.payload().data, cat(word, word));
        Bool upper = at(current.decoded.fenceAddress, 2);
        set(write.payload().strobe, mux(upper, b(0xF0, 8), b(0x0F, 8)));
    }

    private void idle() {
        when(not(control.enable), () -> set(state, CommandState.FLUSH))
                .elsewhen(fetch.command.valid(), () -> set(state, CommandState.DECODE));
    }

    private void decode() {
        when(current.command.failed, this::memoryFault)
                .elsewhen(current.decoded.illegal, () -> {
                    set(status.illegal, true);
                    set(state, CommandState.FLUSH);
                })
                .elsewhen(current.decoded.isMessage, () -> set(state, CommandState.MESSAGE))
                .elsewhen(current.decoded.isFence, () -> {
                    set(state, ats.isPresent() ? CommandState.FENCE_TAGS : CommandState.FENCE_DRAIN);
                    Canaries.plant(Canary.FENCE_TOO_EARLY, this::afterDrain);
                })
                .otherwise(() -> {
                    set(invalidateWalk.valid(), true);
                    when(invalidateWalk.ready(), () -> set(state, CommandState.INVALIDATE_FRONT));
                    Canaries.plant(Canary.LOST_INVALIDATION, this::forget);
                    forget(Canary.LOST_VMA, InvalidationKind.VMA);
                    forget(Canary.LOST_GVMA, InvalidationKind.GVMA);
                    forget(Canary.LOST_DDT, InvalidationKind.DDT);
                    forget(Canary.LOST_PDT, InvalidationKind.PDT);
                });
    }

    private void forget(Canary canary, InvalidationKind kind) {
        Canaries.plant(canary, () -> when(current.decoded.invalidation.is(kind), this::forget));
    }

    private void forget() {
        set(invalidateWalk.valid(), false);
        complete();
    }

    private void afterDrain() {
        when(not(current.decoded.fenceWrites), this::completeFence)
                .elsewhen(current.beyondMemory, this::memoryFault)
                .otherwise(() -> set(state, CommandState.FENCE_WRITE));
    }

    private void afterResponse() {
        PtwWriteResponse response = writeResponse.payload();
        when(or(response.error, response.poison), this::memoryFault).otherwise(this::completeFence);
    }

    private void completeFence() {
        set(status.fencePending, current.decoded.fenceWires);
        complete();
    }

    private void complete() {
        set(head, and(plus(head, 1), control.mask));
        set(state, CommandState.IDLE);
        set(completed, true);
    }

    private void memoryFault() {
        set(status.memoryFault, true);
        set(state, CommandState.FLUSH);
    }

    /** Turns the queue on and off, and starts again after an error. */
    private void flush() {
        when(fetch.idle, () -> when(not(control.enable), () -> set(on, false))
                .elsewhen(not(on), () -> {
                    set(on, true);
                    set(head, 0);
                })
                .elsewhen(not(control.halted), () -> set(state, CommandState.IDLE)));
    }
}
