package dev.pagewalk.host.mdl;

import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.machine.KernelSpace;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;

import java.util.function.Function;

/** Rows of the legality matrix: what is done with the MDL; the result is what the routine returned. */
enum MdlOperation {
    BUILD_NONPAGED(f -> {
        f.kernel.mmBuildMdlForNonPagedPool(f.mdl);
        return null;
    }),
    PROBE_AND_LOCK(f -> {
        f.kernel.mmProbeAndLockPages(f.mdl, KprocessorMode.KERNEL_MODE, LockOperation.IO_WRITE_ACCESS);
        return null;
    }),
    UNLOCK(f -> {
        f.kernel.mmUnlockPages(f.mdl);
        return null;
    }),
    MAP_SYSTEM(f -> f.kernel.mmMapLockedPagesSpecifyCache(
            f.mdl, KprocessorMode.KERNEL_MODE, MemoryCachingType.MM_CACHED, 0, false, 32)),
    MAP_USER(f -> f.kernel.mmMapLockedPagesSpecifyCache(
            f.mdl, KprocessorMode.USER_MODE, MemoryCachingType.MM_CACHED, 0, false, 32)),
    MAP_RESERVED(f -> f.kernel.mmMapLockedPagesWithReservedMapping(
            f.reservation, MdlFixture.TAG, f.mdl, MemoryCachingType.MM_CACHED)),
    UNMAP_SYSTEM(f -> {
        f.kernel.mmUnmapLockedPages(systemBase(f), f.mdl);
        return null;
    }),
    UNMAP_RESERVED(f -> {
        f.kernel.mmUnmapReservedMapping(f.reservation, MdlFixture.TAG, f.mdl);
        return null;
    }),
    SAFE_MACRO(f -> f.kernel.mmGetSystemAddressForMdlSafe(f.mdl, 32)),
    PARTIAL_SOURCE(f -> {
        f.kernel.ioBuildPartialMdl(f.mdl, f.target, f.mdl.virtualAddress(), 0);
        return null;
    }),
    PARTIAL_TARGET(f -> {
        f.kernel.ioBuildPartialMdl(f.source, f.mdl, f.source.virtualAddress() + 0x10, 0x20);
        return null;
    }),
    PREPARE(f -> {
        f.kernel.mmPrepareMdlForReuse(f.mdl);
        return null;
    }),
    ADVANCE(f -> f.kernel.mmAdvanceMdl(f.mdl, 0x10)),
    PROTECT(f -> f.kernel.mmProtectMdlSystemAddress(f.mdl, PageProtection.PAGE_READONLY)),
    MAP_CALLBACK(f -> f.kernel.mmMapMdl(f.mdl, PageProtection.PAGE_READWRITE, (context, va) -> {}, null)),
    IO_FREE(f -> {
        f.kernel.ioFreeMdl(f.mdl);
        return null;
    }),
    FREE_PAGES(f -> {
        f.kernel.mmFreePagesFromMdl(f.mdl);
        return null;
    }),
    MAP_TO_IOMMU(f -> f.dxgk.dxgkCbMapMdlToIoMmu(f.adapter.lead(), new DxgkArgCbMapMdlToIoMmu(f.mdl)));

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
    private final Function<MdlFixture, Object> action;

    MdlOperation(Function<MdlFixture, Object> action) {
        this.action = action;
    }

    Object run(MdlFixture fixture) {
        return action.apply(fixture);
    }

    /** What the operation needs beside the MDL. */
    void prepare(MdlFixture fixture) {
        if (this == PARTIAL_TARGET) {
            fixture.source = fixture.locked();
        } else if (this == PARTIAL_SOURCE) {
            fixture.target = fixture.initialised();
        } else if (this == MAP_TO_IOMMU) {
            fixture.startIommu();
        }
    }

    static long systemBase(MdlFixture fixture) {
        boolean known = fixture.mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL);
        return known ? fixture.mdl.mappedSystemVa() : KernelSpace.SYSTEM_PTES;
    }
}
