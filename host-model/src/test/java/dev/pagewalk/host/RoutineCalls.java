package dev.pagewalk.host;

import dev.pagewalk.host.io.Irp;
import dev.pagewalk.host.io.IrpRoutines.DirectMethod;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MemoryRoutines.PoolType;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call of every routine of the kernel, by name, with the IRQL up to which it may be made. */
public final class RoutineCalls {
    /** A call and its limit; the name of the method may be followed by a case in brackets. */
    public record Call(String name, Irql limit, Runnable body) {
        /** Name of the method of {@link WindowsKernel}. */
        public String method() {
            return name.replaceFirst(" .*", "");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final MemoryCachingType CACHED = MemoryCachingType.MM_CACHED;
    private static final KprocessorMode USER = KprocessorMode.USER_MODE;
    private static final KprocessorMode KERNEL = KprocessorMode.KERNEL_MODE;
    private static final LockOperation WRITE = LockOperation.IO_WRITE_ACCESS;
    private static final Irql ANY = Irql.HIGH_LEVEL;

    public final Kit kit = new Kit();
    private final WindowsKernel kernel = kit.kernel;
    private final Mdl mdl = kit.mdl(kit.buffer(0x2000), 0x2000);
    private final Mdl pool = kit.mdl(kit.pool(0x1000), 8);
    private final Irp irp = kernel.ioAllocateIrp();
    private final KernelProcess process = kit.machine.currentProcess();
    private final Map<String, Call> calls = new LinkedHashMap<>();

    public RoutineCalls() {
        making();
        locking();
        mapping();
        pages();
        requests();
        anyLevel();
    }

    /** The calls by name. */
    public Map<String, Call> all() {
        return calls;
    }

    private void at(Irql limit, String name, Runnable body) {
        calls.put(name, new Call(name, limit, body));
    }

    private void dispatch(String name, Runnable body) {
        at(Irql.DISPATCH_LEVEL, name, body);
    }

    private void apc(String name, Runnable body) {
        at(Irql.APC_LEVEL, name, body);
    }

    private void making() {
        dispatch("ioAllocateMdl", () -> kit.mdl(0, 1));
        dispatch("ioFreeMdl", () -> kernel.ioFreeMdl(mdl));
        dispatch("ioBuildPartialMdl", () -> kernel.ioBuildPartialMdl(mdl, mdl, 0, 0));
        dispatch("mmPrepareMdlForReuse", () -> kernel.mmPrepareMdlForReuse(mdl));
        dispatch("mmBuildMdlForNonPagedPool", () -> kernel.mmBuildMdlForNonPagedPool(mdl));
        dispatch("mmAdvanceMdl", () -> kernel.mmAdvanceMdl(mdl, 1));
        dispatch("mmAllocateMdlForIoSpace", () -> kernel.mmAllocateMdlForIoSpace(List.of(), made -> {}));
    }

    private void locking() {
        apc("mmProbeAndLockPages (user buffer)", () -> kit.lock(mdl));
        dispatch("mmProbeAndLockPages", () -> kernel.mmProbeAndLockPages(pool, KERNEL, WRITE));
        apc("mmProbeAndLockProcessPages", () -> kernel.mmProbeAndLockProcessPages(mdl, process, USER, WRITE));
        apc("mmProbeAndLockSelectedPages", () -> kernel.mmProbeAndLockSelectedPages(mdl, List.of(0L, 0L), USER, WRITE));
        dispatch("mmUnlockPages", () -> kernel.mmUnlockPages(mdl));
        apc("probeForRead", () -> kernel.probeForRead(0x1_0000, 1, 1));
        apc("probeForWrite", () -> kernel.probeForWrite(0x1_0000, 1, 1));
    }

    @SuppressWarnings("deprecation") // the obsolete routines have limits too
    private void mapping() {
        dispatch("mmGetSystemAddressForMdlSafe", () -> kit.map(mdl));
        dispatch("mmGetSystemAddressForMdl", () -> kernel.mmGetSystemAddressForMdl(mdl));
        dispatch("mmMapLockedPages", () -> kernel.mmMapLockedPages(mdl, KERNEL));
        apc("mmMapLockedPages (user)", () -> kernel.mmMapLockedPages(mdl, USER));
        dispatch(
                "mmMapLockedPagesSpecifyCache",
                () -> kernel.mmMapLockedPagesSpecifyCache(mdl, KERNEL, CACHED, 0, false, 0));
        apc(
                "mmMapLockedPagesSpecifyCache (user)",
                () -> kernel.mmMapLockedPagesSpecifyCache(mdl, USER, CACHED, 0, false, 0));
        dispatch("mmUnmapLockedPages", () -> kernel.mmUnmapLockedPages(-4096, mdl));
        apc("mmUnmapLockedPages (user address)", () -> kernel.mmUnmapLockedPages(4096, mdl));
        apc("mmAllocateMappingAddress", () -> kernel.mmAllocateMappingAddress(1, 2));
        apc("mmAllocateMappingAddressEx", () -> kernel.mmAllocateMappingAddressEx(1, 2, 0));
        apc("mmFreeMappingAddress", () -> kernel.mmFreeMappingAddress(0, 2));
        dispatch(
                "mmMapLockedPagesWithReservedMapping",
                () -> kernel.mmMapLockedPagesWithReservedMapping(0, 2, mdl, CACHED));
        dispatch("mmUnmapReservedMapping", () -> kernel.mmUnmapReservedMapping(0, 2, mdl));
        dispatch("mmMapMdl", () -> kernel.mmMapMdl(mdl, 4, (context, va) -> {}, null));
        dispatch("mmProtectMdlSystemAddress", () -> kernel.mmProtectMdlSystemAddress(mdl, 4));
        dispatch("mmMapIoSpace", () -> kernel.mmMapIoSpace(0, 1, CACHED));
        dispatch("mmMapIoSpaceEx", () -> kernel.mmMapIoSpaceEx(0, 1, 4));
        dispatch("mmUnmapIoSpace", () -> kernel.mmUnmapIoSpace(0, 1));
    }

    private void pages() {
        apc("mmAllocatePagesForMdl", () -> kernel.mmAllocatePagesForMdl(0, -1, 0, 1));
        dispatch("mmAllocatePagesForMdlEx", () -> kernel.mmAllocatePagesForMdlEx(0, -1, 0, 1, CACHED, 0));
        dispatch("mmFreePagesFromMdl", () -> kernel.mmFreePagesFromMdl(mdl));
        apc("exAllocatePoolWithTag (paged)", () -> kernel.exAllocatePoolWithTag(PoolType.PAGED_POOL, 1, "test"));
        dispatch("exAllocatePoolWithTag", () -> kernel.exAllocatePoolWithTag(PoolType.NON_PAGED_POOL, 1, "test"));
        dispatch("exFreePool", () -> kernel.exFreePool(0));
        dispatch("mmAllocateContiguousMemory", () -> kernel.mmAllocateContiguousMemory(1, -1));
        dispatch(
                "mmAllocateContiguousMemorySpecifyCache",
                () -> kernel.mmAllocateContiguousMemorySpecifyCache(1, 0, -1, 0, CACHED));
        dispatch("mmFreeContiguousMemory", () -> kernel.mmFreeContiguousMemory(0));
        dispatch("mmFreeContiguousMemorySpecifyCache", () -> kernel.mmFreeContiguousMemorySpecifyCache(0, 1, CACHED));
        dispatch("mmAllocateNonCachedMemory", () -> kernel.mmAllocateNonCachedMemory(1));
        dispatch("mmFreeNonCachedMemory", () -> kernel.mmFreeNonCachedMemory(0, 1));
    }

    private void requests() {
        dispatch("ioAllocateIrp", kernel::ioAllocateIrp);
        dispatch("ioMakeAssociatedIrp", () -> kernel.ioMakeAssociatedIrp(irp));
        dispatch("ioFreeIrp", () -> kernel.ioFreeIrp(irp));
        dispatch("ioCompleteRequest", () -> kernel.ioCompleteRequest(irp));
        apc(
                "ioBuildDirectRequest",
                () -> kernel.ioBuildDirectRequest(DirectMethod.METHOD_IN_DIRECT, mdl.virtualAddress(), 8, USER));
    }

    /** Routines without a limit, and those that the simulated machine adds. */
    private void anyLevel() {
        at(ANY, "mmSizeOfMdl", () -> kernel.mmSizeOfMdl(0, 1));
        at(ANY, "mmInitializeMdl", () -> kernel.mmInitializeMdl(mdl, 0, 1));
        at(ANY, "mmCreateMdl", () -> kernel.mmCreateMdl(mdl, 0, 1));
        at(ANY, "mmGetMdlVirtualAddress", () -> kernel.mmGetMdlVirtualAddress(mdl));
        at(ANY, "mmGetMdlByteCount", () -> kernel.mmGetMdlByteCount(mdl));
        at(ANY, "mmGetMdlByteOffset", () -> kernel.mmGetMdlByteOffset(mdl));
        at(ANY, "mmGetMdlBaseVa", () -> kernel.mmGetMdlBaseVa(mdl));
        at(ANY, "mmGetMdlPfnArray", () -> kernel.mmGetMdlPfnArray(mdl));
        at(ANY, "mmGetPhysicalAddress", () -> kernel.mmGetPhysicalAddress(0));
        at(ANY, "mmGetVirtualForPhysical", () -> kernel.mmGetVirtualForPhysical(0));
        at(ANY, "mmIsAddressValid", () -> kernel.mmIsAddressValid(0));
        at(ANY, "ioSetCompletionRoutine", () -> kernel.ioSetCompletionRoutine(irp, (i, c) -> NtStatus.SUCCESS, null));
        at(ANY, "keRaiseIrql", () -> kernel.keRaiseIrql(kit.machine.irql()));
        at(ANY, "keLowerIrql", () -> kernel.keLowerIrql(kit.machine.irql()));
        at(ANY, "keStackAttachProcess", () -> kernel.keStackAttachProcess(process));
        at(ANY, "keUnstackDetachProcess", () -> kernel.keUnstackDetachProcess(process));
        at(ANY, "ioAllocatePagingIrp", kernel::ioAllocatePagingIrp);
    }
}
