package dev.pagewalk.testbench.golden;

/** First-stage translation, IOVA to GPA; every table access passes through the second stage [IOMMU §4, §5 step 17]. */
final class FirstStage extends StageWalk {
    private final SecondStage secondStage;
    private final HpmCounters hpm;
    private boolean lost;

    FirstStage(Capabilities capabilities, ImplicitAccessPort port, SecondStage secondStage, HpmCounters hpm) {
        super(capabilities, port);
        this.secondStage = secondStage;
        this.hpm = hpm;
    }

    void translate(Transaction current) {
        transaction = current;
        long iova = current.request.iova();
        if (current.firstStage == PageTableMode.BARE) {
            identity(iova);
            return;
        }
        // [IOMMU §4] not canonical; beyond 32 bits with SXL=1
        if (!current.firstStage.canonical(iova)) {
            throw pageFault();
        }
        subject = iova;
        DeviceContext dc = current.dc;
        walk(current.firstStage, current.firstRoot, current.wanted, dc.sbe(), dc.sade(), lost);
    }

    /** A Bare first stage: the IOVA is the GPA. */
    void identity(long iova) {
        address = iova;
        log2Size = Long.SIZE;
        permissions = Permissions.ALL;
        pbmt = 0;
        global = false;
    }

    @Override
    StopAndReport pageFault() {
        return new StopAndReport(transaction.access.pageFault());
    }

    @Override
    long locateEntry(long entryAddress, boolean write, boolean fromMemory) {
        secondStage.contextPointer(atRoot());
        return secondStage.translateTable(
                transaction, entryAddress, SecondStage.Purpose.FIRST_STAGE_TABLE, write, fromMemory);
    }

    @Override
    void readEntry(long location, int size, int level, boolean fromMemory) {
        ImplicitAccess access = tag(level);
        access.fresh = fromMemory;
        AccessOutcome outcome = port.read(location, size);
        hpm.count(HpmEvent.FIRST_STAGE_WALK, transaction);
        checkUpdate(outcome);
    }

    /** A new request: its walks may use what is cached. */
    void start() {
        lost = false;
    }

    /** [IOMMU §4] the update found another value: the next walk of this request reads memory. */
    @Override
    Runnable tagUpdate(int level) {
        tag(level);
        return () -> lost = true;
    }

    @Override
    void checkUpdate(AccessOutcome outcome) {
        if (outcome == AccessOutcome.ACCESS_FAULT) {
            throw new StopAndReport(transaction.access.accessFault());
        }
        if (outcome == AccessOutcome.POISON) {
            throw new StopAndReport(Cause.PAGE_TABLE_POISON);
        }
    }

    private ImplicitAccess tag(int level) {
        ImplicitAccess access = port.begin(AccessKind.FIRST_STAGE_PTE, transaction.dc.rcid(), transaction.dc.mcid());
        access.deviceId = transaction.request.deviceId();
        access.gscid = transaction.gscid;
        access.pscid = transaction.pscid;
        access.subject = subject;
        access.level = level;
        access.bigEndian = transaction.dc.sbe();
        return access;
    }

    @Override
    int offer(long pte) {
        int offered = PageTableEntry.permissions(pte);
        if (PageTableEntry.user(pte) && transaction.supervisor) {
            // [IOMMU §4] supervisor access to U=1 needs SUM, and never executes
            if (!transaction.sum) {
                throw pageFault();
            }
            return offered & ~Permissions.X;
        }
        if (!PageTableEntry.user(pte) && !transaction.supervisor) {
            // [IOMMU §4] user access to U=0
            throw pageFault();
        }
        return offered;
    }

    @Override
    boolean reducible() {
        return transaction.reduce;
    }
}
