package dev.pagewalk.host.machine;

import java.util.HashMap;
import java.util.Map;

/** Physically contiguous or noncached nonpaged memory (MmAllocateContiguousMemory and relatives). */
public final class ContiguousMemory {

    private final KernelMachine machine;
    private final Map<Long, Long> pagesByBase = new HashMap<>();
    private long next = KernelSpace.CONTIGUOUS + Pages.PAGE_SIZE;

    ContiguousMemory(KernelMachine machine) {
        this.machine = machine;
    }

    /**
     * Allocates one physically contiguous block.
     *
     * @param low lowest physical address
     * @param high highest physical address, inclusive
     * @param align alignment in pages, which also keeps a block of that size from crossing a boundary
     * @return virtual address, 0 if there is no such block
     */
    public long allocate(long bytes, long low, long high, long align, MemoryCachingType cache) {
        long count = Pages.bytesToPages(bytes);
        long lowest = Pages.pageOf(low + Pages.PAGE_MASK);
        long first = machine.pfns().allocateRun("contiguous", count, align, lowest, Pages.pageOf(high + 1) - 1);
        if (first == Pages.NO_PFN) {
            return 0;
        }
        long va = next;
        next += Pages.addressOf(count + 1);
        for (long i = 0; i < count; i++) {
            machine.pfns().cacheType(first + i, cache);
            machine.kernelSpace()
                    .put(
                            va + Pages.addressOf(i),
                            new KernelPte(KernelPte.Kind.CONTIGUOUS, first + i, PageProtection.PAGE_READWRITE, cache));
        }
        pagesByBase.put(va, count);
        return va;
    }

    /** Bytes of the block at this address, 0 if there is none. */
    public long sizeOf(long va) {
        return Pages.addressOf(pagesByBase.getOrDefault(va, 0L));
    }

    /** Frees a block; false if there is none at this address. */
    public boolean free(long va) {
        Long count = pagesByBase.remove(va);
        if (count == null) {
            return false;
        }
        for (long i = 0; i < count; i++) {
            machine.pfns()
                    .unshare(machine.kernelSpace()
                            .remove(va + Pages.addressOf(i))
                            .pfn());
        }
        return true;
    }
}
