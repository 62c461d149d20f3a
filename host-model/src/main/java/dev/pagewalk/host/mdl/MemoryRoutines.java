package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.KernelPte;
import dev.pagewalk.host.machine.KernelSpace;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.UserPage;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.ContractViolation;

import java.util.Map;

/** Pool, contiguous memory and address queries that drivers use around MDLs. */
public interface MemoryRoutines extends KernelServices {

    /** POOL_TYPE values that the model knows. */
    enum PoolType {
        NON_PAGED_POOL,
        PAGED_POOL
    }

    /** ExAllocatePoolWithTag; 0 if memory is short. Paged pool only at or below APC_LEVEL. */
    default long exAllocatePoolWithTag(PoolType poolType, int numberOfBytes, String tag) {
        return machine().call("ExAllocatePoolWithTag", () -> {
            boolean paged = poolType == PoolType.PAGED_POOL;
            Checks.irql(machine(), paged ? Irql.APC_LEVEL : Irql.DISPATCH_LEVEL, "ExAllocatePoolWithTag");
            return paged
                    ? machine().pagedPool().allocate(numberOfBytes, tag)
                    : machine().nonpagedPool().allocate(numberOfBytes, tag);
        });
    }

    /** ExFreePool of pool memory; at or below DISPATCH_LEVEL; a second free is STOP 0xC2/0x07. */
    default void exFreePool(long address) {
        machine().run("ExFreePool", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "ExFreePool");
            if (mdls().isLive(address)) {
                exFreePool(mdls().at(address));
                return;
            }
            KernelPte pte = machine().kernelSpace().at(address);
            boolean paged = pte != null && pte.kind() == KernelPte.Kind.PAGED_POOL;
            (paged ? machine().pagedPool() : machine().nonpagedPool()).free(address);
        });
    }

    /** ExFreePool of an MDL: one from MmAllocatePagesForMdl(Ex) after its pages, or from MmCreateMdl (S-FPM-3). */
    default void exFreePool(Mdl mdl) {
        machine().run("ExFreePool", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "ExFreePool");
            mdl.requireAlive();
            if (mdl.record().inUse() || mdl.has(MdlFlag.MDL_PAGES_LOCKED)) {
                throw Checks.violation("S-FPM-3", mdl, "ExFreePool of an MDL that is still locked or mapped");
            }
            boolean own = mdl.record().origin == MdlRecord.Origin.DRIVER_STORAGE;
            mdls().release(mdl);
            if (own) {
                exFreePool(mdl.address());
            }
        });
    }

    /** MmAllocateContiguousMemory; PASSIVE_LEVEL documented up to DISPATCH_LEVEL; 0 without such a block. */
    default long mmAllocateContiguousMemory(long numberOfBytes, long highestAcceptableAddress) {
        return mmAllocateContiguousMemorySpecifyCache(
                numberOfBytes, 0, highestAcceptableAddress, 0, MemoryCachingType.MM_CACHED);
    }

    /** MmAllocateContiguousMemorySpecifyCache; the block does not cross a multiple of the boundary (0: none). */
    default long mmAllocateContiguousMemorySpecifyCache(
            long numberOfBytes,
            long lowestAcceptableAddress,
            long highestAcceptableAddress,
            long boundaryAddressMultiple,
            MemoryCachingType cacheType) {
        return machine().call("MmAllocateContiguousMemorySpecifyCache", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmAllocateContiguousMemorySpecifyCache");
            boolean bounded = boundaryAddressMultiple != 0;
            if (bounded && Long.compareUnsigned(numberOfBytes, boundaryAddressMultiple) > 0) {
                return 0L;
            }
            long align = bounded ? Long.highestOneBit(2 * Pages.bytesToPages(numberOfBytes) - 1) : 1;
            return machine()
                    .contiguous()
                    .allocate(numberOfBytes, lowestAcceptableAddress, highestAcceptableAddress, align, cacheType);
        });
    }

    /** MmFreeContiguousMemory; STOP 0xC2 for an address that is no such block. */
    default void mmFreeContiguousMemory(long baseAddress) {
        machine().run("MmFreeContiguousMemory", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmFreeContiguousMemory");
            if (!machine().contiguous().free(baseAddress)) {
                throw machine()
                        .bugCheck(BugCheckCode.BAD_POOL_CALLER, 0x07, 0, 0, baseAddress, "no contiguous block here");
            }
        });
    }

    /** MmFreeContiguousMemorySpecifyCache. */
    default void mmFreeContiguousMemorySpecifyCache(long baseAddress, long numberOfBytes, MemoryCachingType cacheType) {
        requireSize("MmFreeContiguousMemorySpecifyCache", baseAddress, numberOfBytes);
        mmFreeContiguousMemory(baseAddress);
    }

    /** MmAllocateNonCachedMemory. */
    default long mmAllocateNonCachedMemory(long numberOfBytes) {
        return mmAllocateContiguousMemorySpecifyCache(numberOfBytes, 0, -2L, 0, MemoryCachingType.MM_NON_CACHED);
    }

    /** MmFreeNonCachedMemory. */
    default void mmFreeNonCachedMemory(long baseAddress, long numberOfBytes) {
        requireSize("MmFreeNonCachedMemory", baseAddress, numberOfBytes);
        mmFreeContiguousMemory(baseAddress);
    }

    /** MmGetPhysicalAddress; any IRQL; 0 for an address that is not valid. */
    default long mmGetPhysicalAddress(long baseAddress) {
        return machine().call("MmGetPhysicalAddress", () -> {
            long pfn = pfnOf(baseAddress);
            return pfn == Pages.NO_PFN ? 0L : Pages.addressOf(pfn) | Pages.byteOffset(baseAddress);
        });
    }

    /** MmIsAddressValid: true if reading there would not fault now. */
    default boolean mmIsAddressValid(long virtualAddress) {
        return machine().call("MmIsAddressValid", () -> pfnOf(virtualAddress) != Pages.NO_PFN);
    }

    /** MmGetVirtualForPhysical: the pool or contiguous address of a page; 0 if no such page is mapped there. */
    default long mmGetVirtualForPhysical(long physicalAddress) {
        return machine().call("MmGetVirtualForPhysical", () -> {
            long pfn = Pages.pageOf(physicalAddress);
            for (Map.Entry<Long, KernelPte> page :
                    machine().kernelSpace().pages().entrySet()) {
                boolean own = page.getValue().kind() != KernelPte.Kind.SYSTEM_MAPPING;
                if (own && page.getValue().resident() && page.getValue().pfn() == pfn) {
                    return Pages.addressOf(page.getKey()) | Pages.byteOffset(physicalAddress);
                }
            }
            return 0L;
        });
    }

    /** KeRaiseIrql; returns the old level. */
    default Irql keRaiseIrql(Irql newIrql) {
        return machine().call("KeRaiseIrql", () -> {
            if (machine().irql().above(newIrql)) {
                throw new ContractViolation("S-IRQ-2", "KeRaiseIrql to a lower level: " + newIrql);
            }
            return machine().irql(newIrql);
        });
    }

    /** KeLowerIrql. */
    default void keLowerIrql(Irql newIrql) {
        machine().run("KeLowerIrql", () -> {
            if (newIrql.above(machine().irql())) {
                throw new ContractViolation("S-IRQ-2", "KeLowerIrql to a higher level: " + newIrql);
            }
            machine().irql(newIrql);
            machine().deliverApcs();
        });
    }

    /** KeStackAttachProcess; returns the process to hand to {@link #keUnstackDetachProcess}. */
    default KernelProcess keStackAttachProcess(KernelProcess process) {
        return machine().call("KeStackAttachProcess", () -> machine().attach(process));
    }

    /** KeUnstackDetachProcess. */
    default void keUnstackDetachProcess(KernelProcess previous) {
        machine().run("KeUnstackDetachProcess", () -> machine().attach(previous));
    }

    private void requireSize(String routine, long base, long bytes) {
        long have = machine().contiguous().sizeOf(base);
        if (have != 0 && have != Pages.roundToPages(bytes)) {
            throw new ContractViolation(
                    "S-CON-1", "%s with another size: base=0x%x, bytes=0x%x".formatted(routine, base, bytes));
        }
    }

    private long pfnOf(long va) {
        if (KernelSpace.isKernel(va)) {
            KernelPte pte = machine().kernelSpace().at(va);
            boolean valid = pte != null && pte.resident() && pte.protection() != 1;
            return valid ? pte.pfn() : Pages.NO_PFN;
        }
        UserPage page = machine().currentProcess().space().page(va);
        return page == null || !page.resident() ? Pages.NO_PFN : page.pfn();
    }
}
