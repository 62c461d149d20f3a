package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.VerifierCheck;

/** Physical pages described by an MDL of their own (sections 2.16, 2.17). */
public interface PageAllocationRoutines extends KernelServices {

    /** MmAllocatePagesForMdl; at or below APC_LEVEL: zeroed pages without a cache type (S-APM-1 to S-APM-10). */
    default Mdl mmAllocatePagesForMdl(long lowAddress, long highAddress, long skipBytes, long totalBytes) {
        return machine().call("MmAllocatePagesForMdl", () -> {
            Checks.irql(
                    machine(),
                    Irql.DISPATCH_LEVEL,
                    "S-APM-10",
                    VerifierCheck.PAGES_IRQL,
                    Irql.DISPATCH_LEVEL.value(),
                    0);
            Checks.irql(machine(), Irql.APC_LEVEL, "MmAllocatePagesForMdl");
            PageRequest request =
                    new PageRequest(lowAddress, highAddress, skipBytes, totalBytes, MemoryCachingType.MM_NOT_MAPPED, 0);
            return new PageAllocation(this, request).allocate();
        });
    }

    /**
     * MmAllocatePagesForMdlEx; at or below DISPATCH_LEVEL (S-APM-1 to S-APM-10).
     *
     * @param cacheType type that the pages bring along; types above MmWriteCombined count as none
     * @param flags {@link PageAllocationFlag}
     * @return null without any page, and for flags that do not go together
     */
    default Mdl mmAllocatePagesForMdlEx(
            long lowAddress,
            long highAddress,
            long skipBytes,
            long totalBytes,
            MemoryCachingType cacheType,
            int flags) {
        return machine().call("MmAllocatePagesForMdlEx", () -> {
            machine().requireVersion(WindowsVersion.WINDOWS_VISTA, "MmAllocatePagesForMdlEx");
            Checks.irql(
                    machine(),
                    Irql.DISPATCH_LEVEL,
                    "S-APM-10",
                    VerifierCheck.PAGES_IRQL,
                    Irql.DISPATCH_LEVEL.value(),
                    0);
            PageRequest request = new PageRequest(lowAddress, highAddress, skipBytes, totalBytes, cacheType, flags);
            return request.isValid(machine().irql()) ? new PageAllocation(this, request).allocate() : null;
        });
    }

    /** MmFreePagesFromMdl; at or below DISPATCH_LEVEL (before Vista APC_LEVEL): frees the pages, not the MDL (S-FPM-1 to S-FPM-6). */
    default void mmFreePagesFromMdl(Mdl mdl) {
        machine().run("MmFreePagesFromMdl", () -> {
            Checks.irql(
                    machine(),
                    Irql.DISPATCH_LEVEL,
                    "S-APM-10",
                    VerifierCheck.PAGES_IRQL,
                    Irql.DISPATCH_LEVEL.value(),
                    0);
            boolean anyIrql = machine().settings().version().atLeast(WindowsVersion.WINDOWS_VISTA);
            Checks.irql(machine(), anyIrql ? Irql.DISPATCH_LEVEL : Irql.APC_LEVEL, "MmFreePagesFromMdl");
            mdl.requireAlive();
            requireAllocated(mdl);
            requireNoUser(mdl);
            if (mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)) {
                new SystemMapper(this).remove(mdl);
            }
            long[] pfns = mdl.pfns();
            for (int i = 0; i < pfns.length; i++) {
                machine().pfns().unshare(pfns[i]);
                mdl.pfn(i, Pages.NO_PFN);
            }
            mdl.clearFlags(MdlFlag.MDL_PAGES_LOCKED);
            machine().events().mdlChanged(mdl.address(), "pages freed");
        });
    }

    private void requireAllocated(Mdl mdl) {
        long[] pfns = mdl.describesPages() ? mdl.pfns() : new long[] {Pages.NO_PFN};
        boolean ownOrigin = mdl.record().origin == MdlRecord.Origin.PAGE_ALLOCATION;
        for (int i = 0; i < pfns.length; i++) {
            if (!ownOrigin || !isAllocated(pfns[i])) {
                long slot = mdl.address() + MdlDescriptor.pfnOffset(i);
                throw machine()
                        .bugCheck(
                                BugCheckCode.MEMORY_MANAGEMENT,
                                0x1236,
                                mdl.address(),
                                slot,
                                pfns[i],
                                "page is not from MmAllocatePagesForMdl");
            }
        }
    }

    private boolean isAllocated(long pfn) {
        if (pfn == Pages.NO_PFN || !machine().pfns().isRam(pfn)) {
            return false;
        }
        PageFrame frame = machine().pfns().frame(pfn);
        return frame.mdlAllocated() && frame.state() == PageFrame.State.OWNED;
    }

    private void requireNoUser(Mdl mdl) {
        if (!mdl.record().views.isEmpty()) {
            throw Checks.violation("S-FPM-5", mdl, "MmFreePagesFromMdl with a live user view");
        }
        if (mdl.record().reservation != null) {
            throw Checks.violation("S-UNL-8", mdl, "MmFreePagesFromMdl of a reserved mapping");
        }
        if (mdl.record().callbackDepth > 0) {
            throw Checks.violation("S-MMM-5", mdl, "MmFreePagesFromMdl inside the callback of MmMapMdl");
        }
        for (Mdl partial : mdl.record().partials) {
            if (partial.record().inUse()) {
                throw Checks.violation("S-BPM-12", mdl, "MmFreePagesFromMdl while a partial MDL is in use");
            }
        }
    }
}
