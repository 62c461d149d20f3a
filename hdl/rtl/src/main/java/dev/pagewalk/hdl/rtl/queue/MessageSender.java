package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.OneHots.fromOneHot;
import static dev.pagewalk.hdl.spinal.OneHots.lowest;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.InterruptRegisters;
import dev.pagewalk.architecture.TransactionType;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Purpose: sends interrupts as messages.
 * Contract: one store of four bytes, in fctl.BE order, for each vector that was raised; a vector raised again before its
 *     message left is one message. A masked vector is remembered and sent when unmasked.
 * Latency/throughput: one message at a time, lowest vector first.
 * Faults raised: 273, with the address of the message.
 * Spec references: [IOMMU §6 msi_cfg_tbl, §4.2]
 */
public final class MessageSender extends Module<IommuParameters> {

    private static final int VECTORS = InterruptRegisters.VECTORS;

    /** One bit per vector, one cycle long. */
    public final Bits raise = in(bits(VECTORS));

    public final Bits masked = in(bits(VECTORS));
    /** Entry of the table that is wanted; address and data are its content. */
    public final UInt vector = out(uint(4));

    public final UInt address = in(uint(56));
    public final Bits data = in(bits(32));
    public final Bool bigEndian = in(bool());
    public final Stream<QueueWrite> write = master(stream(QueueWrite::new));
    public final Flow<PtwWriteResponse> response = slave(flow(() -> new PtwWriteResponse(parameters.walkIdWidth())));
    public final Stream<FaultReport> fault = master(stream(FaultReport::new));

    private final Bits pending = regInit(zeros(VECTORS));

    /** The message on its way. */
    final class Message extends Group {
        final Bool writing = regInit(off());
        final Bool acknowledging = regInit(off());
        final Bool failed = regInit(off());
        final UInt target = reg(() -> uint(56));
        final Bits value = reg(() -> bits(32));
        final Bits sendable = Canaries.instead(Canary.MASKED_MESSAGE_SENT, and(pending, not(masked)), () -> pending);
        final Bits chosen = lowest(sendable);
        final Bool start = and(any(sendable), not(or(writing, acknowledging, failed)));
    }

    final Message message = new Message();

    public MessageSender(IommuParameters parameters) {
        super(parameters);
        set(vector, Canaries.instead(Canary.MESSAGE_VECTOR_IGNORED, fromOneHot(message.chosen), () -> u(0, 4)));
        Bits sent = mux(message.start, message.chosen, zeros(VECTORS));
        Bits kept = Canaries.instead(Canary.MASKED_MESSAGE_LOST, raise, () -> and(raise, not(masked)));
        set(pending, or(and(pending, not(sent)), kept));
        when(message.start, () -> {
            set(message.writing, true);
            set(message.target, address);
            set(message.value, ByteOrder.ordered(data, bigEndian));
        });
        send();
        report();
    }

    private void send() {
        set(write.valid(), message.writing);
        set(write.payload().address, message.target);
        set(write.payload().beats, 0);
        set(write.payload().size, 2);
        set(write.payload().data, cat(message.value, message.value));
        set(write.payload().strobe, mux(at(message.target, 2), b(0xF0, 8), b(0x0F, 8)));
        set(write.payload().last, true);
        when(fire(write), () -> {
            set(message.writing, false);
            set(message.acknowledging, true);
        });
        when(and(message.acknowledging, response.valid()), () -> {
            set(message.acknowledging, false);
            set(message.failed, or(response.payload().error, response.payload().poison));
        });
    }

    private void report() {
        set(fault.valid(), message.failed);
        FaultReport record = fault.payload();
        set(record.cause, FaultCause.MSI_WRITE_ACCESS_FAULT.code());
        set(record.ttyp, TransactionType.NONE.code());
        set(record.requester.deviceId, 0);
        set(record.requester.processValid, false);
        set(record.requester.processId, 0);
        set(record.requester.privileged, false);
        set(record.iotval, zeroExtend(message.target, 64));
        set(record.iotval2, 0);
        when(fire(fault), () -> set(message.failed, false));
    }
}
