package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Choices.choose;
import static dev.pagewalk.hdl.spinal.Choices.key;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Streams.queue;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.flow;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;

import dev.pagewalk.architecture.FaultRecord;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Purpose: writes fault records to memory.
 * Contract: records leave in the order of arrival; the tail moves when memory has accepted all of a record. A report
 *     that finds the queue off or an error bit set is dropped; one that finds it full sets fqof, one whose write fails
 *     fqmf, and both are dropped.
 * Latency/throughput: one record at a time, a burst of four beats; reports wait in a small queue and, when that is full,
 *     at their source.
 * Faults raised: fqof, fqmf.
 * Spec references: [IOMMU §4.2, §6 fqcsr]
 */
public final class FaultQueue extends Module<IommuParameters> {

    private static final int INDEX = 32;
    private static final int LAST_BEAT = FaultRecord.BYTES / 8 - 1;

    public final QueueControl control = in(new QueueControl());
    public final RecordQueueStatus status = out(new RecordQueueStatus());
    public final Bool bigEndian = in(bool());
    public final Stream<FaultReport> report = slave(stream(FaultReport::new));
    public final Stream<QueueWrite> write = master(stream(QueueWrite::new));
    public final Flow<PtwWriteResponse> response = slave(flow(() -> new PtwWriteResponse(parameters.walkIdWidth())));

    private final Stream<FaultReport> waiting = queue(report, parameters.size(Size.FAULT_FIFO));
    private final Bool on = regInit(off());
    private final UInt tail = regInit(u(0, INDEX));
    private final UInt nextTail = and(plus(tail, 1), control.mask);

    /** The transfer of one record. */
    final class Transfer extends Group {
        final Bool writing = regInit(off());
        final Bool acknowledging = regInit(off());
        final UInt beat = regInit(u(0, 2));
        final Bool idle = not(or(writing, acknowledging));
        final Bool refused = Canaries.force(Canary.RECORD_LOST, or(not(on), not(control.enable), control.halted));
        final Bool full = Canaries.lose(Canary.RECORD_AT_FULL_QUEUE, eq(nextTail, control.software));
        final Bool take = and(waiting.valid(), idle);
        final Bool failed = or(response.payload().error, response.payload().poison);
    }

    final Transfer transfer = new Transfer();

    public FaultQueue(IommuParameters parameters) {
        super(parameters);
        report();
        drive();
        start();
        finish();
        when(transfer.idle, this::enable);
    }

    private void report() {
        set(status.on, on);
        set(status.tail, tail);
        set(status.memoryFault, false);
        set(status.overflow, false);
        set(status.recorded, false);
        set(waiting.ready(), false);
    }

    private void drive() {
        set(write.valid(), transfer.writing);
        UInt place = Canaries.instead(Canary.RECORD_OUT_OF_PLACE, tail, () -> nextTail);
        set(write.payload().address, QueueAddress.of(control.ppn, place, FaultRecord.BYTES));
        set(write.payload().beats, LAST_BEAT);
        set(write.payload().size, 3);
        set(write.payload().strobe, 0xFF);
        set(write.payload().last, eq(transfer.beat, LAST_BEAT));
        Bits word = choose(
                transfer.beat,
                header(waiting.payload()),
                key(1, zeros(64)),
                key(2, toBits(waiting.payload().iotval)),
                key(3, toBits(waiting.payload().iotval2)));
        set(write.payload().data, ByteOrder.ordered(word, bigEndian));
    }

    private static Bits header(FaultReport report) {
        UInt device = report.requester.deviceId;
        return cat(
                Canaries.instead(Canary.RECORD_OF_OTHER_DEVICE, device, () -> xor(device, u(1, 24))),
                report.ttyp,
                report.requester.privileged,
                report.requester.processValid,
                report.requester.processId,
                report.cause);
    }

    private void start() {
        when(transfer.take, () -> when(transfer.refused, () -> set(waiting.ready(), true))
                .elsewhen(transfer.full, () -> {
                    set(waiting.ready(), true);
                    set(status.overflow, true);
                })
                .otherwise(() -> set(transfer.writing, true)));
    }

    private void finish() {
        when(fire(write), () -> {
            set(transfer.beat, plus(transfer.beat, 1));
            when(write.payload().last, () -> {
                set(transfer.writing, false);
                set(transfer.acknowledging, true);
            });
        });
        when(and(transfer.acknowledging, response.valid()), () -> {
            set(transfer.acknowledging, false);
            set(waiting.ready(), true);
            set(status.memoryFault, transfer.failed);
            when(not(transfer.failed), () -> {
                set(tail, nextTail);
                set(status.recorded, true);
                Canaries.plant(Canary.RECORD_TWICE, () -> when(not(at(tail, 0)), () -> set(waiting.ready(), false)));
            });
        });
    }

    private void enable() {
        when(and(control.enable, not(on)), () -> {
            set(on, true);
            set(tail, 0);
        });
        when(not(control.enable), () -> set(on, false));
    }
}
