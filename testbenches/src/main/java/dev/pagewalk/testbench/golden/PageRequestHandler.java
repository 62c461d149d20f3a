package dev.pagewalk.testbench.golden;

import java.util.List;

/** Page requests: into the queue, or answered by the IOMMU itself [IOMMU §7 page requests]. */
final class PageRequestHandler {
    private static final long SUCCESS = 0;
    private static final long INVALID_REQUEST = 1;
    private static final long RESPONSE_FAILURE = 15;
    private static final int STATUS = 44;
    private static final int GROUP_INDEX = 32;

    private final RegisterState registers;
    private final DeviceDirectory deviceDirectory;
    private final FaultReporter faults;
    private final RecordQueue queue;
    private final List<PcieMessage> messages;
    private final Transaction transaction = new Transaction();

    PageRequestHandler(
            RegisterState registers,
            DeviceDirectory deviceDirectory,
            FaultReporter faults,
            RecordQueue queue,
            List<PcieMessage> messages) {
        this.registers = registers;
        this.deviceDirectory = deviceDirectory;
        this.faults = faults;
        this.queue = queue;
        this.messages = messages;
    }

    void handle(PageRequest request) {
        PageVerdict verdict = judge(request);
        if (verdict.cause() != null) {
            // [IOMMU §7 status] 260 is an invalid request, every other cause a failure
            respond(request, verdict.cause() == Cause.TYPE_DISALLOWED ? INVALID_REQUEST : RESPONSE_FAILURE);
            return;
        }
        RecordQueue.Append append = queue.append(request.firstDoubleword(), request.payload());
        if (append != RecordQueue.Append.DONE) {
            respond(request, append == RecordQueue.Append.FULL ? SUCCESS : RESPONSE_FAILURE);
        }
    }

    /** Whether the device may ask; a fault is recorded. */
    PageVerdict judge(PageRequest request) {
        transaction.start(asInbound(request), 0, Access.READ);
        Cause cause = null;
        boolean recorded = false;
        try {
            locate();
        } catch (StopAndReport stop) {
            cause = stop.cause();
            recorded = faults.report(transaction, stop, Origin.MESSAGE_TTYP, PageRequest.MESSAGE_CODE);
        }
        return new PageVerdict(cause, recorded, transaction.dcFound && transaction.dc.prpr());
    }

    private static InboundRequest asInbound(PageRequest request) {
        return new InboundRequest(
                request.deviceId(),
                Origin.UNTRANSLATED,
                Access.READ,
                0,
                request.pidValid(),
                request.processId(),
                request.privileged(),
                false,
                false,
                false);
    }

    private void locate() {
        // [IOMMU §5 step 1]
        if (registers.ddtpMode() == DeviceDirectory.MODE_OFF) {
            throw new StopAndReport(Cause.ALL_INBOUND_DISALLOWED);
        }
        // [IOMMU §5 step 2]
        if (registers.ddtpMode() == DeviceDirectory.MODE_BARE) {
            throw new StopAndReport(Cause.TYPE_DISALLOWED);
        }
        deviceDirectory.locate(transaction);
        // [IOMMU §7] EN_ATS and EN_PRI
        if (!transaction.dc.enAts() || !transaction.dc.enPri()) {
            throw new StopAndReport(Cause.TYPE_DISALLOWED);
        }
    }

    /** [IOMMU §7] the PASID is repeated always with a failure, else as PRPR says. */
    private void respond(PageRequest request, long status) {
        if (!request.wantsResponse()) {
            return;
        }
        boolean prpr = transaction.dcFound && transaction.dc.prpr();
        boolean withPid = request.pidValid() && (status == RESPONSE_FAILURE || prpr);
        messages.add(new PcieMessage(
                PcieMessage.Type.PAGE_GROUP_RESPONSE,
                request.rid(),
                request.segmentValid(),
                request.segment(),
                withPid,
                withPid ? request.processId() : 0,
                (status << STATUS) | ((long) request.groupIndex() << GROUP_INDEX)));
    }
}
