package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.HostCanary;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelPte;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.VerifierCheck;

/** Makes and removes the one system mapping that an MDL may have. */
final class SystemMapper {

    private static final int ALREADY =
            MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL | MdlFlag.MDL_PARTIAL_HAS_BEEN_MAPPED;
    private static final int ANY_OF = MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_PARTIAL;
    private static final int OWN_MAPPING =
            MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_PARTIAL_HAS_BEEN_MAPPED | MdlFlag.MDL_FREE_EXTRA_PTES;

    private final KernelServices services;
    private final KernelMachine machine;

    SystemMapper(KernelServices services) {
        this.services = services;
        this.machine = services.machine();
    }

    /** Flag preconditions of every system mapping (S-MLP-1); {@code tolerated} bits are not held against the MDL. */
    void requireMappable(Mdl mdl, int tolerated) {
        if (mdl.byteCount() == 0) {
            throw Checks.violation("S-MLP-1", mdl, "mapping of an MDL of length 0");
        }
        int flags = mdl.mdlFlags();
        int bad = flags & ALREADY & ~tolerated;
        if (bad != 0) {
            String rule = (bad & MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL) != 0 ? "S-BLD-5" : "S-MLP-1";
            throw machine.misuse(
                    rule, VerifierCheck.MAP_FLAGS, mdl.address(), flags, bad, "mapping not allowed: " + mdl);
        }
        if ((flags & (ANY_OF | tolerated)) == 0) {
            throw machine.misuse(
                    "S-MLP-1", VerifierCheck.MAP_NOT_LOCKED, mdl.address(), flags, ANY_OF, "not locked: " + mdl);
        }
        requirePagesHeld(mdl);
    }

    /** Every page must be held in place, else STOP 0x1A/0x1233 (S-MLP-1). */
    void requirePagesHeld(Mdl mdl) {
        for (long pfn : mdl.pfns()) {
            if (!isHeld(pfn)) {
                throw unlockedPage(mdl, pfn);
            }
        }
    }

    /**
     * Enters the MDL's pages at a range of system PTEs and updates its fields (S-MLP-3, S-RMM-6).
     *
     * @param systemVa value for MappedSystemVa
     */
    void enter(Mdl mdl, long base, long systemVa, MemoryCachingType cacheType, int protection) {
        long[] pfns = mdl.pfns();
        for (int i = 0; i < pfns.length; i++) {
            enterPage(mdl, base + Pages.addressOf(i), pfns[i], cacheType, protection);
        }
        mdl.mappedSystemVa(systemVa);
        int partial = mdl.has(MdlFlag.MDL_PARTIAL) ? MdlFlag.MDL_PARTIAL_HAS_BEEN_MAPPED : 0;
        mdl.addFlags(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | partial);
        mdl.record().mapping =
                new MdlRecord.SystemMapping(services.mdls().newTracker(), base, pfns.length, pfns[0], mdl.startVa());
    }

    /** Clears the MDL's system PTEs, with those that MmAdvanceMdl left behind, and its flags (S-UMP-2, S-UMP-3). */
    void remove(Mdl mdl) {
        MdlRecord.SystemMapping mapping = mdl.record().mapping;
        clearPages(mapping);
        machine.systemPtes().release(mapping.base(), mapping.pages());
        forget(mdl);
    }

    /** Clears the PTEs of a mapping; the range stays reserved. */
    void clearPages(MdlRecord.SystemMapping mapping) {
        for (int i = 0; i < mapping.pages(); i++) {
            clearPage(mapping.base() + Pages.addressOf(i));
        }
    }

    /** Flags and fields of an MDL that is no longer mapped. */
    void forget(Mdl mdl) {
        mdl.clearFlags(OWN_MAPPING);
        mdl.poisonMappedSystemVa();
        mdl.record().mapping = null;
        for (Mdl partial : mdl.record().partials) {
            partial.record().inheritedMappingLost |= partial.has(MdlFlag.MDL_PARENT_MAPPED_SYSTEM_VA);
        }
    }

    private void enterPage(Mdl mdl, long va, long page, MemoryCachingType cacheType, int protection) {
        long pfn = machine.settings().has(HostCanary.WRONG_SYSTEM_PAGE) ? page ^ 1 : page;
        MemoryCachingType effective = machine.pfns().addMapping(pfn, cacheType);
        if (effective != cacheType) {
            services.mdls().countCacheOverride();
        }
        machine.kernelSpace().map(va, KernelPte.Kind.SYSTEM_MAPPING, pfn, protection, effective);
        machine.kernelSpace().describe(va, mdl.address(), mdl.record().readLocked);
    }

    private void clearPage(long va) {
        KernelPte pte = machine.kernelSpace().unmap(va);
        if (pte != null) {
            machine.pfns().dropMapping(pte.pfn());
        }
    }

    private boolean isHeld(long pfn) {
        if (!machine.pfns().isRam(pfn)) {
            return true;
        }
        PageFrame frame = machine.pfns().frame(pfn);
        boolean pool = frame.owner().startsWith("nonpaged") || frame.owner().startsWith("contiguous");
        return frame.locks() > 0 || frame.mdlAllocated() || pool;
    }

    private RuntimeException unlockedPage(Mdl mdl, long pfn) {
        if (machine.settings().verifier()) {
            return machine.misuse("S-MLP-1", VerifierCheck.MAP_UNLOCKED_PAGE, mdl.address(), mdl.spanPages(), pfn, "");
        }
        return machine.bugCheck(
                BugCheckCode.MEMORY_MANAGEMENT, 0x1233, pfn, 0, 0, "mapping of a page that is not locked: " + mdl);
    }

    /** Protection of a system mapping for a priority argument (S-MLP-6). */
    int protectionFor(int priority) {
        boolean write = (priority & PagePriority.MDL_MAPPING_NO_WRITE) == 0;
        boolean execute = (priority & PagePriority.MDL_MAPPING_NO_EXECUTE) == 0;
        if (write) {
            return execute ? PageProtection.PAGE_EXECUTE_READWRITE : PageProtection.PAGE_READWRITE;
        }
        return execute ? PageProtection.PAGE_EXECUTE_READ : PageProtection.PAGE_READONLY;
    }
}
