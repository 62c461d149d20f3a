package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.rtl.common.MessageWords.blank;
import static dev.pagewalk.hdl.rtl.common.MessageWords.field;
import static dev.pagewalk.hdl.rtl.common.MessageWords.put;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Registers.reg;
import static dev.pagewalk.hdl.spinal.Registers.regInit;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;
import static dev.pagewalk.hdl.spinal.Statements.is;
import static dev.pagewalk.hdl.spinal.Statements.select;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Statements.when;
import static dev.pagewalk.hdl.spinal.Streams.fire;
import static dev.pagewalk.hdl.spinal.Streams.queue;
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

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.architecture.PageRequestRecord;
import dev.pagewalk.architecture.TransactionType;
import dev.pagewalk.hdl.rtl.common.AtsMessage;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.FaultReport;
import dev.pagewalk.hdl.rtl.common.PtwWriteResponse;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.queue.ByteOrder;
import dev.pagewalk.hdl.rtl.queue.QueueAddress;
import dev.pagewalk.hdl.rtl.queue.QueueControl;
import dev.pagewalk.hdl.rtl.queue.QueueWrite;
import dev.pagewalk.hdl.rtl.queue.RecordQueueStatus;
import dev.pagewalk.hdl.spinal.Group;
import dev.pagewalk.hdl.spinal.HwEnum;
import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.SpinalEnumCraft;
import spinal.core.UInt;
import spinal.lib.Flow;
import spinal.lib.Stream;

/**
 * Page requests of devices, and the queue that software reads.
 *
 * <p>Purpose: records a page request, or answers it in place of software.<br>
 * Contract: one after the other, in the order of arrival. The tail moves when memory has accepted all of a record. A
 * request that is not permitted, or that the queue cannot take, is answered if it is the last of its group and no stop
 * marker, and vanishes otherwise.<br>
 * Latency/throughput: the device context, a burst of two beats and its response.<br>
 * Faults raised: 256 to 260 and 268 with TTYP 9; pqof, pqmf.<br>
 * Spec references: [IOMMU §3.7, §4.3, §6 pqcsr]; docs/rtl/ats-unit.md.
 *
 * <pre>
 *  incoming -> device context -> permitted? -> queue on, no error, room? -> record -> response -> pqt + 1, pip
 *                   fault, 260: report             |                          |
 *                   '------> RESPOND  <---- off, pqof, pqmf, full ----- failed: pqmf
 * </pre>
 */
public final class PageRequests extends Module<IommuParameters> {
    private static final HwEnum<PageRequestState> STATE = new HwEnum<>(PageRequestState.class);
    private static final int INDEX = 32;
    private static final int WAITING = 4;
    /** Code of a PCIe page request, iotval of its faults. [IOMMU §4.2] */
    private static final int MESSAGE_CODE = 4;

    private final int slotBits = Math.max(1, log2Up(parameters.walks()));

    public final Stream<AtsMessage> incoming = slave(stream(AtsMessage::new));
    public final Stream<TranslationRequest> request = master(stream(TranslationRequest::new));
    /** The walk slot that takes {@code request} in the cycle of its transfer. */
    public final UInt slot = in(uint(slotBits));

    public final Flow<WalkResult> result = slave(flow(() -> new WalkResult(slotBits)));
    public final Stream<FaultReport> fault = master(stream(FaultReport::new));
    public final Stream<AtsMessage> message = master(stream(AtsMessage::new));
    public final QueueControl control = in(new QueueControl());
    public final RecordQueueStatus status = out(new RecordQueueStatus());
    public final Bool bigEndian = in(bool());
    public final Stream<QueueWrite> write = master(stream(QueueWrite::new));
    public final Flow<PtwWriteResponse> response = slave(flow(() -> new PtwWriteResponse(parameters.walkIdWidth())));

    private final Stream<AtsMessage> waiting = queue(incoming, WAITING);
    private final SpinalEnumCraft<HwEnum<PageRequestState>> state = regInit(STATE.of(PageRequestState.IDLE));
    private final PageRequest current = reg(PageRequest::new);
    private final Bool on = regInit(off());
    private final UInt tail = regInit(u(0, INDEX));
    private final UInt nextTail = and(plus(tail, 1), control.mask);
    /** The error bit that is set, if one is, is pqmf. */
    private final Bool memoryFailed = regInit(off());

    final Walk walk = new Walk();
    final Verdict verdict = new Verdict();
    final Transfer transfer = new Transfer();

    public PageRequests(IommuParameters parameters) {
        super(parameters);
        set(status.on, on);
        set(status.tail, tail);
        set(status.memoryFault, false);
        set(status.overflow, false);
        set(status.recorded, false);
        set(waiting.ready(), eq(state, PageRequestState.IDLE));
        when(fire(waiting), () -> set(current, PageRequest.of(waiting.payload())));
        select(state, () -> {
            is(PageRequestState.IDLE, this::idle);
            is(PageRequestState.ASK, this::ask);
            is(PageRequestState.WALK, this::judge);
            is(PageRequestState.REPORT, () -> when(fire(fault), this::refuse));
            is(PageRequestState.APPEND, this::append);
            is(PageRequestState.WRITE, this::write);
            is(PageRequestState.WRITE_RESPONSE, () -> when(response.valid(), this::acknowledge));
            is(PageRequestState.RESPOND, () -> when(fire(message), () -> set(state, PageRequestState.IDLE)));
        });
    }

    /** The question for the device context: process ids do not matter to it. */
    final class Walk extends Group {
        final UInt taken = reg(() -> uint(slotBits));
        final UInt cause = reg(() -> uint(12));
        final Bool prpr = reg(() -> bool());

        {
            TranslationRequest question = request.payload();
            set(request.valid(), eq(state, PageRequestState.ASK));
            set(question.requester.deviceId, current.deviceId());
            set(question.requester.processValid, false);
            set(question.requester.processId, 0);
            set(question.requester.privileged, false);
            set(question.type, TranslationRequest.MESSAGE);
            set(question.write, false);
            set(question.execute, false);
            set(question.noWrite, false);
            set(question.iova, 0);
            set(fault.valid(), eq(state, PageRequestState.REPORT));
            set(fault.payload().cause, cause);
            set(fault.payload().ttyp, TransactionType.MESSAGE.code());
            set(fault.payload().requester, current.requester());
            set(fault.payload().iotval, MESSAGE_CODE);
            set(fault.payload().iotval2, 0);
        }
    }

    /** The response in place of software. */
    final class Verdict extends Group {
        final Bits code = reg(() -> bits(4));

        {
            Bool failure = eq(code, MessageUser.RESPONSE_FAILURE);
            Bool repeats = Canaries.lose(Canary.GROUP_RESPONSE_WITHOUT_PROCESS, or(failure, walk.prpr));
            Bool named = and(current.processValid, repeats);
            Bits process = toBits(current.processId);
            Bits head = blank();
            put(head, MessageUser.DEVICE_ID, current.device);
            put(head, MessageUser.PROCESS_ID, mux(named, process, zeros(20)));
            put(head, MessageUser.PROCESS_VALID, named);
            put(head, MessageUser.TYPE, MessageUser.PAGE_GROUP_RESPONSE);
            put(head, MessageUser.SEGMENT_VALID, current.segmentValid);
            Bits body = blank();
            put(body, MessageUser.GROUP_INDEX, field(current.payload, PageRequestRecord.PRGI.bits()));
            put(body, MessageUser.RESPONSE_CODE, code);
            set(message.valid(), eq(state, PageRequestState.RESPOND));
            set(message.payload().tuser, head);
            set(message.payload().tdata, body);
        }
    }

    /** The transfer of a record. */
    final class Transfer extends Group {
        final Bool second = regInit(off());

        {
            set(write.valid(), eq(state, PageRequestState.WRITE));
            set(write.payload().address, QueueAddress.of(control.ppn, tail, PageRequestRecord.BYTES));
            set(write.payload().beats, 1);
            set(write.payload().size, 3);
            set(write.payload().strobe, 0xFF);
            set(write.payload().last, second);
            set(write.payload().data, ByteOrder.ordered(mux(second, current.payload, current.header()), bigEndian));
        }
    }

    private void idle() {
        when(and(control.enable, not(on)), () -> {
            set(on, true);
            set(tail, 0);
        });
        when(not(control.enable), () -> set(on, false));
        when(waiting.valid(), () -> set(state, PageRequestState.ASK));
    }

    private void ask() {
        when(fire(request), () -> {
            set(walk.taken, slot);
            set(state, PageRequestState.WALK);
        });
    }

    /** PRPR counts as 0 without a device context. [IOMMU §3.7] */
    private void judge() {
        WalkResult found = result.payload();
        when(and(result.valid(), eq(found.slot, walk.taken)), () -> {
            set(walk.cause, found.cause);
            set(walk.prpr, and(found.repeatProcess, not(found.fault)));
            set(state, PageRequestState.APPEND);
            when(found.fault, () -> set(state, PageRequestState.REPORT));
            when(found.retry, () -> set(state, PageRequestState.ASK));
            Bool invalid = eq(found.cause, FaultCause.TYPE_DISALLOWED.code());
            set(verdict.code, mux(invalid, b(MessageUser.RESPONSE_INVALID_REQUEST, 4), failure()));
            when(and(found.fault, found.dropRecord, not(found.retry)), this::refuse);
        });
    }

    private static Bits failure() {
        return b(MessageUser.RESPONSE_FAILURE, 4);
    }

    private void refuse() {
        set(state, PageRequestState.IDLE);
        when(current.wantsResponse(), () -> set(state, PageRequestState.RESPOND));
    }

    private void append() {
        Bool off = not(and(on, control.enable));
        Bool full = Canaries.lose(Canary.PAGE_QUEUE_OVERWRITTEN, eq(nextTail, control.software));
        Bool failed = or(off, and(control.halted, memoryFailed));
        set(verdict.code, mux(failed, failure(), b(MessageUser.RESPONSE_SUCCESS, 4)));
        when(or(off, control.halted), this::refuse)
                .elsewhen(full, () -> {
                    set(status.overflow, true);
                    set(memoryFailed, false);
                    refuse();
                })
                .otherwise(() -> set(state, PageRequestState.WRITE));
        Canaries.plant(Canary.PAGE_REQUEST_LOST, () -> set(state, PageRequestState.IDLE));
    }

    private void write() {
        when(fire(write), () -> {
            set(transfer.second, not(transfer.second));
            when(transfer.second, () -> set(state, PageRequestState.WRITE_RESPONSE));
        });
    }

    private void acknowledge() {
        Bool bad = or(response.payload().error, response.payload().poison);
        set(state, PageRequestState.IDLE);
        set(status.memoryFault, bad);
        when(bad, () -> {
                    set(memoryFailed, true);
                    set(verdict.code, failure());
                    refuse();
                })
                .otherwise(() -> {
                    set(tail, nextTail);
                    set(status.recorded, true);
                });
    }
}
