package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelSpace;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.VerifierCheck;

/** Mapping an MDL's pages for the CPU, and unmapping (sections 2.8 to 2.10). */
public interface MdlMappingRoutines extends KernelServices {

    /**
     * MmMapLockedPagesSpecifyCache (S-MLP-1 to S-MLP-17).
     *
     * <p>KernelMode: at or below DISPATCH_LEVEL; {@code requestedAddress} is ignored; out of PTEs returns 0 or, with
     * {@code bugCheckOnFailure} and without MDL_MAPPING_CAN_FAIL, stops the machine. UserMode: at or below APC_LEVEL,
     * into the current process; every failure raises.
     *
     * @param cacheType used only for pages that have no cache type of their own
     * @param priority MM_PAGE_PRIORITY with MdlMapping… modifiers
     * @return address of the buffer's first byte in the mapping
     */
    default long mmMapLockedPagesSpecifyCache(
            Mdl mdl,
            KprocessorMode accessMode,
            MemoryCachingType cacheType,
            long requestedAddress,
            boolean bugCheckOnFailure,
            int priority) {
        return machine().call("MmMapLockedPagesSpecifyCache", () -> {
            if (bugCheckOnFailure && machine().settings().verifier()) {
                throw machine()
                        .misuse(
                                "S-MLP-7",
                                VerifierCheck.MAP_BUG_CHECK_ON_FAILURE,
                                mdl.address(),
                                mdl.mdlFlags(),
                                0,
                                "");
            }
            if (accessMode == KprocessorMode.USER_MODE) {
                requireMappingIrql(mdl, accessMode, VerifierCheck.MAP_USER_IRQL);
                return new UserMapper(this).map(mdl, cacheType, requestedAddress, priority);
            }
            requireMappingIrql(mdl, accessMode, VerifierCheck.MAP_KERNEL_IRQL);
            requireNoExecute(priority);
            return mapSystem(mdl, cacheType, bugCheckOnFailure, priority);
        });
    }

    /**
     * MmMapLockedPages: maps cached, with high priority; a KernelMode failure stops the machine, a UserMode failure
     * raises (section 2.9). The {@code nt4} profile returns the start of the first page (S-VER-2).
     *
     * @deprecated use {@link #mmMapLockedPagesSpecifyCache}
     */
    @Deprecated
    default long mmMapLockedPages(Mdl mdl, KprocessorMode accessMode) {
        return machine().call("MmMapLockedPages", () -> {
            boolean user = accessMode == KprocessorMode.USER_MODE;
            requireMappingIrql(
                    mdl, accessMode, user ? VerifierCheck.MAP_OLD_USER_IRQL : VerifierCheck.MAP_OLD_KERNEL_IRQL);
            if (machine().settings().verifier()) {
                throw machine().misuse("S-MLP-7", VerifierCheck.MAP_OLD_ROUTINE, mdl.address(), mdl.mdlFlags(), 0, "");
            }
            MemoryCachingType cached = MemoryCachingType.MM_CACHED;
            int priority = PagePriority.HIGH_PAGE_PRIORITY;
            long va =
                    user ? new UserMapper(this).map(mdl, cached, 0, priority) : mapSystem(mdl, cached, true, priority);
            return machine().settings().version() == WindowsVersion.NT4 ? Pages.pageAlign(va) : va;
        });
    }

    /** MmUnmapLockedPages (S-UMP-1 to S-UMP-8); a user address only in the process that made the view. */
    default void mmUnmapLockedPages(long baseAddress, Mdl mdl) {
        machine().run("MmUnmapLockedPages", () -> {
            mdl.requireAlive();
            if (KernelSpace.isKernel(baseAddress)) {
                Checks.irql(
                        machine(),
                        Irql.DISPATCH_LEVEL,
                        "S-UMP-7",
                        VerifierCheck.UNMAP_KERNEL_IRQL,
                        baseAddress,
                        mdl.address());
                new SystemUnmapper(this).unmap(baseAddress, mdl);
            } else {
                Checks.irql(
                        machine(),
                        Irql.APC_LEVEL,
                        "S-UMP-7",
                        VerifierCheck.UNMAP_USER_IRQL,
                        baseAddress,
                        mdl.address());
                new UserMapper(this).unmap(baseAddress, mdl);
            }
        });
    }

    private long mapSystem(Mdl mdl, MemoryCachingType cacheType, boolean bugCheckOnFailure, int priority) {
        SystemMapper mapper = new SystemMapper(this);
        mapper.requireMappable(mdl, 0);
        requireCacheType(mdl, cacheType, bugCheckOnFailure);
        int pages = mdl.spanPages();
        long base = machine().systemPtes().reserve(pages, PagePriority.level(priority));
        if (base == 0) {
            return systemMappingFailed(mdl, pages, bugCheckOnFailure);
        }
        mapper.enter(mdl, base, base + mdl.byteOffset(), cacheType, mapper.protectionFor(priority));
        return mdl.mappedSystemVa();
    }

    private long systemMappingFailed(Mdl mdl, int pages, boolean bugCheckOnFailure) {
        if (!bugCheckOnFailure || mdl.has(MdlFlag.MDL_MAPPING_CAN_FAIL)) {
            return 0;
        }
        boolean track = machine().settings().trackPtes();
        throw machine()
                .bugCheck(
                        track ? BugCheckCode.DRIVER_USED_EXCESSIVE_PTES : BugCheckCode.NO_MORE_SYSTEM_PTES,
                        0,
                        pages,
                        machine().systemPtes().free(),
                        machine().systemPtes().total(),
                        "no run of system PTEs for " + mdl);
    }

    private void requireCacheType(Mdl mdl, MemoryCachingType cacheType, boolean bugCheckOnFailure) {
        if (!machine().settings().strictCacheType() || !bugCheckOnFailure) {
            return;
        }
        for (long pfn : mdl.pfns()) {
            PageFrame frame = machine().pfns().isRam(pfn) ? machine().pfns().frame(pfn) : null;
            boolean cached = frame != null && frame.cacheType() == MemoryCachingType.MM_CACHED;
            if (cached && cacheType != MemoryCachingType.MM_CACHED) {
                throw machine()
                        .bugCheck(
                                BugCheckCode.MEMORY_MANAGEMENT,
                                0x1000,
                                pfn,
                                cacheType.value(),
                                0,
                                "cached page mapped with another cache type");
            }
        }
    }

    private void requireMappingIrql(Mdl mdl, KprocessorMode mode, VerifierCheck check) {
        Irql limit = mode == KprocessorMode.USER_MODE ? Irql.APC_LEVEL : Irql.DISPATCH_LEVEL;
        Checks.irql(machine(), limit, "S-MLP-8", check, mdl.address(), mode.value());
    }

    private void requireNoExecute(int priority) {
        boolean noExecute = (priority & PagePriority.MDL_MAPPING_NO_EXECUTE) != 0;
        if (machine().settings().codeIntegrity() && machine().settings().verifier() && !noExecute) {
            throw machine().misuse("S-MLP-6", VerifierCheck.EXECUTABLE_MAPPING, 0, priority, 0, "");
        }
    }
}
