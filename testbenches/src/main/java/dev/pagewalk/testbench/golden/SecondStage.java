package dev.pagewalk.testbench.golden;

import java.util.HashSet;
import java.util.Set;

/** Second-stage translation, GPA to SPA, of the request's own address or of a table's address [IOMMU §4, §5]. */
final class SecondStage extends StageWalk {
    /** What the guest physical address belongs to. */
    enum Purpose {
        REQUEST,
        FIRST_STAGE_TABLE,
        PROCESS_DIRECTORY
    }

    private static final long IMPLICIT = 1;
    private static final long IMPLICIT_WRITE = 2;
    private static final int SXL_GPA_BITS = 34;
    private static final int PAGE_SHIFT = 12;

    private final RegisterState registers;
    private final HpmCounters hpm;
    private final Set<Long> lostPages = new HashSet<>();
    private Purpose purpose;
    private boolean implicitWrite;
    private boolean contextPointer;

    SecondStage(Capabilities capabilities, ImplicitAccessPort port, RegisterState registers, HpmCounters hpm) {
        super(capabilities, port);
        this.registers = registers;
        this.hpm = hpm;
    }

    /**
     * Step 19: translates the GPA of the request itself; results are in the fields. A request whose answer may be reduced
     * asks for no more than the first stage grants [IOMMU §7].
     */
    void translateRequest(Transaction current, long gpa, int firstGrants) {
        purpose = Purpose.REQUEST;
        implicitWrite = false;
        contextPointer = false;
        translate(current, gpa, current.reduce ? current.wanted & firstGrants : current.wanted, false);
    }

    /** Whether the next table addresses come from a pointer that a context holds [IOMMU §12]. */
    void contextPointer(boolean held) {
        contextPointer = held;
    }

    /** Translates the address of a table entry: an implicit read, or an implicit write for its A/D update. */
    long translateTable(Transaction current, long gpa, Purpose table, boolean write, boolean fromMemory) {
        purpose = table;
        implicitWrite = write;
        translate(current, gpa, write ? Permissions.W : Permissions.R, fromMemory);
        return address;
    }

    private void translate(Transaction current, long gpa, int wanted, boolean fromMemory) {
        transaction = current;
        subject = gpa;
        if (current.secondStage == PageTableMode.BARE) {
            identity(gpa);
            return;
        }
        // [IOMMU §4] GPA wider than the mode; beyond 34 bits with SXL=1
        int width = current.secondStage.addressBits;
        if (Bits.wider(gpa, current.dc.sxl() ? Math.min(width, SXL_GPA_BITS) : width)) {
            throw pageFault();
        }
        boolean reread = fromMemory || (!lostPages.isEmpty() && lostPages.contains(gpa >>> PAGE_SHIFT));
        walk(current.secondStage, current.secondRoot, wanted, registers.bigEndian(), current.dc.gade(), reread);
    }

    private void identity(long gpa) {
        address = gpa;
        log2Size = Long.SIZE;
        permissions = Permissions.ALL;
        pbmt = 0;
    }

    @Override
    StopAndReport pageFault() {
        // [IOMMU §8] iotval2: GPA 63:2, bit 0 implicit access, bit 1 that access was a write
        long flags = (purpose == Purpose.REQUEST ? 0 : IMPLICIT) | (implicitWrite ? IMPLICIT_WRITE : 0);
        return new StopAndReport(transaction.access.guestPageFault(), (subject & ~3L) | flags);
    }

    @Override
    long locateEntry(long entryAddress, boolean write, boolean fromMemory) {
        return entryAddress;
    }

    @Override
    void readEntry(long location, int size, int level, boolean fromMemory) {
        ImplicitAccess access = tag(level);
        access.fresh = fromMemory;
        AccessOutcome outcome = port.read(location, size);
        hpm.count(HpmEvent.SECOND_STAGE_WALK, transaction);
        check(outcome);
    }

    /** A new request: its walks may use what is cached. */
    void start() {
        lostPages.clear();
    }

    /** [IOMMU §4] the update found another value: the next walk for this page reads memory. */
    @Override
    Runnable tagUpdate(int level) {
        tag(level);
        long page = subject >>> PAGE_SHIFT;
        return () -> lostPages.add(page);
    }

    @Override
    void checkUpdate(AccessOutcome outcome) {
        check(outcome);
    }

    private ImplicitAccess tag(int level) {
        ImplicitAccess access = port.begin(AccessKind.SECOND_STAGE_PTE, transaction.dc.rcid(), transaction.dc.mcid());
        access.deviceId = transaction.request.deviceId();
        access.gscid = transaction.gscid;
        access.subject = subject;
        access.level = level;
        access.implicit = purpose != Purpose.REQUEST;
        access.bigEndian = registers.bigEndian();
        access.contextPointer = contextPointer;
        access.processId = contextPointer ? transaction.processId : ImplicitAccess.NONE;
        return access;
    }

    private void check(AccessOutcome outcome) {
        boolean directory = purpose == Purpose.PROCESS_DIRECTORY;
        if (outcome == AccessOutcome.ACCESS_FAULT) {
            // [IOMMU §5 step 14] 265 on behalf of the process directory, else by the original access
            throw new StopAndReport(directory ? Cause.PDT_ACCESS_FAULT : transaction.access.accessFault());
        }
        if (outcome == AccessOutcome.POISON) {
            throw new StopAndReport(directory ? Cause.PDT_POISON : Cause.PAGE_TABLE_POISON);
        }
    }

    @Override
    int offer(long pte) {
        // [IOMMU §4] the second stage always treats the access as user
        if (!PageTableEntry.user(pte)) {
            throw pageFault();
        }
        return PageTableEntry.permissions(pte);
    }

    @Override
    boolean reducible() {
        return transaction.reduce && purpose == Purpose.REQUEST;
    }
}
