package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.VerifierCheck;

/** MmUnmapLockedPages of a system address: what may be unmapped, and what each misuse ends in (section 2.10). */
final class SystemUnmapper {

    private final KernelServices services;
    private final KernelMachine machine;

    SystemUnmapper(KernelServices services) {
        this.services = services;
        this.machine = services.machine();
    }

    void unmap(long base, Mdl mdl) {
        requireOwnMapping(base, mdl);
        requirePartialsDone(mdl);
        MdlRecord.SystemMapping mapping = mdl.record().mapping;
        if (machine.settings().trackPtes()) {
            requireUnchanged(base, mdl, mapping);
        }
        long shown = mdl.mappedSystemVa();
        if (base != shown && base != Pages.pageAlign(shown)) {
            throw Checks.violation("S-UMP-4", mdl, "base 0x%x is not the mapped address".formatted(base));
        }
        if (mdl.record().callbackDepth > 0) {
            throw Checks.violation("S-MMM-5", mdl, "MmUnmapLockedPages inside the callback of MmMapMdl");
        }
        new SystemMapper(services).remove(mdl);
    }

    private void requireOwnMapping(long base, Mdl mdl) {
        int flags = mdl.mdlFlags();
        if ((flags & MdlFlag.MDL_PARENT_MAPPED_SYSTEM_VA) != 0 && mdl.record().mapping == null) {
            throw machine.misuse(
                    "S-UMP-1",
                    VerifierCheck.UNMAP_PARENT_MAPPED,
                    mdl.address(),
                    flags,
                    MdlFlag.MDL_PARENT_MAPPED_SYSTEM_VA,
                    "the mapping belongs to the source: " + mdl);
        }
        if ((flags & MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL) != 0) {
            throw machine.misuse(
                    "S-BLD-5",
                    VerifierCheck.UNMAP_NOT_MAPPED,
                    mdl.address(),
                    flags,
                    MdlFlag.MDL_MAPPED_TO_SYSTEM_VA,
                    "nonpaged pool is not mapped through its MDL: " + mdl);
        }
        if (mdl.record().reservation != null) {
            throw Checks.violation("S-UMP-8", mdl, "MmUnmapLockedPages of a reserved mapping");
        }
        if ((flags & MdlFlag.MDL_MAPPED_TO_SYSTEM_VA) == 0) {
            throw notMapped(base, mdl, flags);
        }
    }

    private RuntimeException notMapped(long base, Mdl mdl, int flags) {
        if (machine.settings().verifier()) {
            return machine.misuse(
                    "S-UMP-1",
                    VerifierCheck.UNMAP_NOT_MAPPED,
                    mdl.address(),
                    flags,
                    MdlFlag.MDL_MAPPED_TO_SYSTEM_VA,
                    "");
        }
        return machine.bugCheck(
                BugCheckCode.SYSTEM_PTE_MISUSE, 6, mdl.address(), base, mdl.spanPages(), "MDL is not mapped");
    }

    private void requirePartialsDone(Mdl mdl) {
        for (Mdl partial : mdl.record().partials) {
            boolean inherits = partial.has(MdlFlag.MDL_PARENT_MAPPED_SYSTEM_VA);
            if (inherits && !partial.record().views.isEmpty()) {
                throw Checks.violation("S-BPM-12", mdl, "unmapped while a partial MDL uses the mapping");
            }
        }
    }

    /** What TrackPtes compares (S-UMP-5). */
    private void requireUnchanged(long base, Mdl mdl, MdlRecord.SystemMapping mapping) {
        long expected = mdl.mappedSystemVa();
        if (base != expected && base != Pages.pageAlign(expected)) {
            throw misuse(3, mapping.tracker(), expected, base);
        }
        boolean advanced = mdl.has(MdlFlag.MDL_FREE_EXTRA_PTES);
        int pages = mdl.spanPages();
        if (!advanced && mapping.pages() != pages) {
            throw misuse(2, mapping.tracker(), mapping.pages(), pages);
        }
        if (!advanced && mapping.firstPfn() != mdl.pfn(0)) {
            throw misuse(4, mapping.tracker(), mapping.firstPfn(), mdl.pfn(0));
        }
        if (!advanced && mapping.startVa() != mdl.startVa()) {
            throw misuse(5, mapping.tracker(), mapping.startVa(), mdl.startVa());
        }
    }

    private RuntimeException misuse(long p1, long p2, long p3, long p4) {
        return machine.bugCheck(BugCheckCode.SYSTEM_PTE_MISUSE, p1, p2, p3, p4, "system mapping released wrongly");
    }
}
