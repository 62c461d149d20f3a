package dev.pagewalk.host.machine;

import dev.pagewalk.host.outcome.BugCheckCode;

/** A process (EPROCESS): address space and the count of pages that MDLs lock in it. */
public final class KernelProcess {

    private static final long FIRST_ADDRESS = 0xFFFF_A800_0000_0000L;
    private static final long SPACING = 0x1000;

    private final KernelMachine machine;
    private final int id;
    private final AddressSpace space;
    private long lockedPages;
    private long lockQuota = Long.MAX_VALUE;
    private boolean terminating;

    KernelProcess(KernelMachine machine, int id) {
        this.machine = machine;
        this.id = id;
        this.space = new AddressSpace(machine, "process " + id);
    }

    /** Small number, for messages. */
    public int id() {
        return id;
    }

    /** PEPROCESS value that MDLs carry. */
    public long address() {
        return FIRST_ADDRESS + id * SPACING;
    }

    /** User address space. */
    public AddressSpace space() {
        return space;
    }

    /** NumberOfLockedPages. */
    public long lockedPages() {
        return lockedPages;
    }

    /** Changes NumberOfLockedPages by a difference. */
    public void addLockedPages(long difference) {
        lockedPages += difference;
    }

    /** Most pages that may be locked; beyond it, a lock raises WORKING_SET_QUOTA. */
    public KernelProcess lockQuota(long pages) {
        lockQuota = pages;
        return this;
    }

    /** True if so many more pages may be locked. */
    public boolean mayLock(long pages) {
        return lockedPages + pages <= lockQuota;
    }

    /** Marks the process as going away: no new views (PROCESS_IS_TERMINATING). */
    public void beginTermination() {
        terminating = true;
    }

    /** True once the process is going away. */
    public boolean terminating() {
        return terminating;
    }

    /** Ends the process; locked pages left behind stop the machine (S-UNL-7). */
    public void exit() {
        machine.requireRunning("process exit");
        terminating = true;
        if (lockedPages != 0 && machine.settings().trackLockedPages()) {
            throw machine.bugCheck(
                    BugCheckCode.DRIVER_LEFT_LOCKED_PAGES_IN_PROCESS,
                    address(),
                    0,
                    machine.lastMdlLockedBy(address()),
                    lockedPages,
                    "process exits with locked pages");
        }
        if (lockedPages != 0) {
            throw machine.bugCheck(
                    BugCheckCode.PROCESS_HAS_LOCKED_PAGES,
                    0,
                    address(),
                    lockedPages,
                    0,
                    "process exits with locked pages");
        }
        space.clear();
    }
}
