package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.host.outcome.VerifierCheck;

import java.util.List;

/** Locking and unlocking pages (sections 2.6, 2.7). */
public interface MdlLockingRoutines extends KernelServices {

    /** Flags that forbid a lock (S-PLK-1). */
    int NOT_LOCKABLE = MdlFlag.MDL_PAGES_LOCKED
            | MdlFlag.MDL_MAPPED_TO_SYSTEM_VA
            | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL
            | MdlFlag.MDL_PARTIAL
            | MdlFlag.MDL_IO_SPACE;

    /**
     * MmProbeAndLockPages; at or below APC_LEVEL for pageable memory, DISPATCH_LEVEL otherwise (S-PLK-1 to S-PLK-10).
     *
     * @throws RaisedStatusException if a page is not accessible; nothing stays locked
     */
    default void mmProbeAndLockPages(Mdl mdl, KprocessorMode accessMode, LockOperation operation) {
        machine().run("MmProbeAndLockPages", () -> {
            Checks.irql(
                    machine(),
                    Irql.DISPATCH_LEVEL,
                    "S-PLK-1",
                    VerifierCheck.PROBE_IRQL,
                    mdl.address(),
                    accessMode.value());
            requireLockable(mdl, VerifierCheck.PROBE_FLAGS);
            requireUserRange(mdl, accessMode);
            new PageLocker(this, mdl).lockBuffer(operation);
        });
    }

    /** MmProbeAndLockProcessPages; at or below APC_LEVEL: as above in another process's address space. */
    default void mmProbeAndLockProcessPages(
            Mdl mdl, KernelProcess process, KprocessorMode accessMode, LockOperation operation) {
        machine().run("MmProbeAndLockProcessPages", () -> {
            Checks.irql(
                    machine(),
                    Irql.DISPATCH_LEVEL,
                    "S-PLK-1",
                    VerifierCheck.PROBE_PROCESS_IRQL,
                    mdl.address(),
                    process.address());
            Checks.irql(machine(), Irql.APC_LEVEL, "MmProbeAndLockProcessPages");
            requireLockable(mdl, VerifierCheck.PROBE_PROCESS_FLAGS);
            KernelProcess previous = machine().attach(process);
            try {
                requireUserRange(mdl, accessMode);
                new PageLocker(this, mdl).lockBuffer(operation);
            } finally {
                machine().attach(previous);
            }
        });
    }

    /**
     * MmProbeAndLockSelectedPages; at or below APC_LEVEL: page i of the buffer is the page at {@code segments[i]}.
     *
     * @param segments page-aligned addresses, one per page of the MDL
     */
    default void mmProbeAndLockSelectedPages(
            Mdl mdl, List<Long> segments, KprocessorMode accessMode, LockOperation operation) {
        machine().run("MmProbeAndLockSelectedPages", () -> {
            Checks.irql(
                    machine(),
                    Irql.DISPATCH_LEVEL,
                    "S-PLK-1",
                    VerifierCheck.PROBE_SELECTED_IRQL,
                    mdl.address(),
                    machine().currentProcess().address());
            Checks.irql(machine(), Irql.APC_LEVEL, "MmProbeAndLockSelectedPages");
            requireLockable(mdl, VerifierCheck.PROBE_FLAGS);
            if (segments.size() != mdl.spanPages()) {
                throw Checks.violation("S-PLK-11", mdl, "segments do not match the MDL's pages");
            }
            for (long segment : segments) {
                requireUserRange(mdl, accessMode, segment, segment + Pages.PAGE_SIZE);
            }
            long[] addresses = segments.stream().mapToLong(Long::longValue).toArray();
            new PageLocker(this, mdl).lock(addresses, operation);
        });
    }

    /** MmUnlockPages; at or below DISPATCH_LEVEL (S-UNL-1 to S-UNL-9). */
    default void mmUnlockPages(Mdl mdl) {
        machine().run("MmUnlockPages", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "S-UNL-6", VerifierCheck.UNLOCK_IRQL, mdl.address(), 0);
            requireUnlockable(mdl);
            if (mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)) {
                new SystemMapper(this).remove(mdl);
            }
            long[] pfns = mdl.pfns();
            for (long pfn : pfns) {
                Checks.unlockPage(machine(), mdl, pfn);
            }
            KernelProcess owner = machine().processAt(mdl.process());
            if (owner != null) {
                owner.addLockedPages(-pfns.length);
            }
            mdl.clearFlags(MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_IO_SPACE);
            mdl.poisonPfns(pfns.length);
            machine().events().mdlChanged(mdl.address(), "unlocked");
        });
    }

    private void requireLockable(Mdl mdl, VerifierCheck check) {
        if (mdl.byteCount() == 0) {
            throw Checks.violation("S-PLK-1", mdl, "lock of an MDL of length 0");
        }
        int bad = mdl.mdlFlags() & NOT_LOCKABLE;
        if (bad == 0) {
            return;
        }
        if ((bad & MdlFlag.MDL_PAGES_LOCKED) != 0 && machine().settings().trackLockedPages()) {
            throw machine()
                    .bugCheck(
                            BugCheckCode.LOCKED_PAGES_TRACKER_CORRUPTION,
                            1,
                            mdls().newTracker(),
                            mdl.address(),
                            mdl.spanPages(),
                            "MDL is in the list of locked MDLs already");
        }
        throw machine()
                .misuse(
                        "S-PLK-1",
                        check,
                        mdl.address(),
                        mdl.mdlFlags(),
                        bad,
                        "lock of an MDL with flags " + MdlFlag.text(bad) + ": " + mdl);
    }

    private void requireUserRange(Mdl mdl, KprocessorMode mode) {
        long start = mdl.virtualAddress();
        requireUserRange(mdl, mode, start, start + mdl.byteCount());
    }

    private void requireUserRange(Mdl mdl, KprocessorMode mode, long start, long end) {
        boolean beyond = Long.compareUnsigned(end, machine().settings().userProbeLimit()) > 0;
        if (mode == KprocessorMode.USER_MODE && (beyond || Long.compareUnsigned(end, start) <= 0)) {
            mdl.pfn(0, Pages.NO_PFN);
            throw new RaisedStatusException(
                    NtStatus.ACCESS_VIOLATION, "user-mode probe of 0x%x to 0x%x".formatted(start, end));
        }
    }

    private void requireUnlockable(Mdl mdl) {
        int flags = mdl.mdlFlags();
        requireUnlockFlags(mdl, flags);
        MdlRecord record = mdl.record();
        if (record.origin == MdlRecord.Origin.PAGE_ALLOCATION) {
            throw Checks.violation("S-UNL-9", mdl, "MmUnlockPages of an MDL from MmAllocatePagesForMdl");
        }
        if (record.origin == MdlRecord.Origin.IO_SPACE) {
            throw Checks.violation("S-IOS-5", mdl, "MmUnlockPages of an I/O-space MDL");
        }
        if (record.reservation != null) {
            throw Checks.violation("S-UNL-8", mdl, "MmUnlockPages of an MDL mapped with a reserved mapping");
        }
        if (!record.views.isEmpty()) {
            throw Checks.violation("S-UNL-5", mdl, "MmUnlockPages of an MDL with a live user view");
        }
        if (record.callbackDepth > 0) {
            throw Checks.violation("S-MMM-5", mdl, "MmUnlockPages inside the callback of MmMapMdl");
        }
        for (Mdl partial : record.partials) {
            if (partial.record().inUse()) {
                throw Checks.violation("S-BPM-12", mdl, "MmUnlockPages while a partial MDL is in use");
            }
        }
        requireLockCount(mdl);
    }

    private void requireUnlockFlags(Mdl mdl, int flags) {
        String what = "MmUnlockPages: " + mdl;
        if ((flags & MdlFlag.MDL_PARTIAL) != 0) {
            throw machine()
                    .misuse("S-UNL-1", VerifierCheck.UNLOCK_PARTIAL, mdl.address(), flags, MdlFlag.MDL_PARTIAL, what);
        }
        if ((flags & MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL) != 0) {
            throw machine().misuse("S-UNL-1", VerifierCheck.UNLOCK_NONPAGED, mdl.address(), flags, 0, what);
        }
        if ((flags & MdlFlag.MDL_PAGES_LOCKED) == 0) {
            throw machine().misuse("S-UNL-1", VerifierCheck.UNLOCK_NEVER_LOCKED, mdl.address(), flags, 0, what);
        }
        if (mdl.byteCount() == 0) {
            throw Checks.violation("S-UNL-1", mdl, "MmUnlockPages of an MDL of length 0");
        }
    }

    private void requireLockCount(Mdl mdl) {
        KernelProcess owner = machine().processAt(mdl.process());
        if (owner != null && owner.lockedPages() < mdl.spanPages()) {
            throw machine()
                    .bugCheck(
                            BugCheckCode.PROCESS_HAS_LOCKED_PAGES,
                            1,
                            mdl.address(),
                            owner.lockedPages(),
                            0,
                            "unlock of pages that are not locked");
        }
    }
}
