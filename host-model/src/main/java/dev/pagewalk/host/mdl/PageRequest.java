package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.Pages;

/** Arguments of MmAllocatePagesForMdl(Ex). */
record PageRequest(long low, long high, long skip, long total, MemoryCachingType cacheType, int flags) {

    private static final long LARGE_PAGE = 2L << 20;

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Flags that are known and go together (S-APM-5 to S-APM-7). */
    boolean isValid(Irql irql) {
        if ((flags & ~PageAllocationFlag.ALL) != 0 || (skip & Pages.PAGE_MASK) != 0) {
            return false;
        }
        boolean chunks = has(PageAllocationFlag.MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS);
        if (chunks && skip != 0 && (Long.bitCount(skip) != 1 || total % skip != 0)) {
            return false;
        }
        boolean large = has(PageAllocationFlag.MM_ALLOCATE_FAST_LARGE_PAGES);
        if (large && (!chunks || skip == 0 || skip % LARGE_PAGE != 0)) {
            return false;
        }
        boolean remove = has(PageAllocationFlag.MM_ALLOCATE_AND_HOT_REMOVE);
        boolean full = has(PageAllocationFlag.MM_ALLOCATE_FULLY_REQUIRED);
        return !remove || (!full && irql == Irql.PASSIVE_LEVEL);
    }

    /** Pages asked for, at most 4 GB - PAGE_SIZE (S-APM-9); 0 if too much under FULLY_REQUIRED. */
    int pages() {
        boolean tooMuch = Long.compareUnsigned(total, MdlAllocationRoutines.MAX_BYTES) > 0;
        if (tooMuch && has(PageAllocationFlag.MM_ALLOCATE_FULLY_REQUIRED)) {
            return 0;
        }
        return (int) Pages.bytesToPages(tooMuch ? MdlAllocationRoutines.MAX_BYTES : total);
    }

    long lowPfn() {
        return Pages.pageOf(low + Pages.PAGE_MASK);
    }

    long highPfn() {
        return Long.compareUnsigned(high, -Pages.PAGE_SIZE) >= 0
                ? -1L >>> Pages.PAGE_SHIFT
                : Pages.pageOf(high + 1) - 1;
    }
}
