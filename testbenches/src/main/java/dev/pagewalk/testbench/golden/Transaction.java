package dev.pagewalk.testbench.golden;

/** The state of one pass through the translation procedure: request, contexts and what they select [IOMMU §5]. */
final class Transaction {
    InboundRequest request;
    /** The access whose fault codes apply. */
    Access access;
    /** Permissions asked for, a set of {@link Permissions}. */
    int wanted;
    /** ATS: missing permissions reduce the answer instead of faulting. */
    boolean reduce;
    /** Made by the debug registers. */
    boolean debug;

    final DeviceContext dc = new DeviceContext();
    boolean dcFound;

    boolean processIdValid;
    int processId;

    PageTableMode firstStage;
    long firstRoot;
    int pscid;
    boolean supervisor;
    boolean sum;

    PageTableMode secondStage;
    long secondRoot;
    int gscid;

    void start(InboundRequest inbound, int wantedPermissions, Access faultingAccess) {
        request = inbound;
        access = faultingAccess;
        wanted = wantedPermissions;
        reduce = inbound.origin() == Origin.ATS;
        dcFound = false;
        processIdValid = inbound.processIdValid();
        processId = inbound.processId();
        firstStage = PageTableMode.BARE;
        pscid = ImplicitAccess.NONE;
        supervisor = false;
        sum = false;
        secondStage = PageTableMode.BARE;
        gscid = ImplicitAccess.NONE;
    }

    /** Takes the second stage from the context [IOMMU §2 iohgatp]. */
    void deviceContextFound(boolean gxl) {
        dcFound = true;
        secondStage = PageTableMode.secondStage(dc.iohgatpMode(), gxl);
        secondRoot = dc.iohgatpPpn() << 12;
        gscid = secondStage == PageTableMode.BARE ? ImplicitAccess.NONE : dc.gscid();
    }

    /** Takes the first stage from a device or process context [IOMMU §5 steps 10, 14]. */
    void useFirstStage(long fsc, int contextPscid) {
        firstStage = PageTableMode.firstStage((int) Bits.field(fsc, 63, 60), dc.sxl());
        firstRoot = Bits.field(fsc, 43, 0) << 12;
        pscid = firstStage == PageTableMode.BARE ? ImplicitAccess.NONE : contextPscid;
    }
}
