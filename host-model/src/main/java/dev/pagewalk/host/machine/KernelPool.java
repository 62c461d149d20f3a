package dev.pagewalk.host.machine;

import dev.pagewalk.host.outcome.BugCheckCode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Paged or nonpaged pool: virtually contiguous, physically scattered pages of simulated DRAM.
 *
 * <p>Allocations of a page and more start on a page; smaller ones share pages.
 */
public final class KernelPool {

    private record Block(int bytes, String tag) {}

    private static final int ALIGNMENT = 16;

    private final KernelMachine machine;
    private final KernelPte.Kind kind;
    private final Map<Long, Block> blocks = new HashMap<>();
    private final Map<Long, Integer> livePerPage = new HashMap<>();
    private long nextPage;
    private long smallNext;
    private long smallEnd;

    KernelPool(KernelMachine machine, KernelPte.Kind kind, long base) {
        this.machine = machine;
        this.kind = kind;
        this.nextPage = base + Pages.PAGE_SIZE;
    }

    /** Allocates; 0 if pages are short. */
    public long allocate(int bytes, String tag) {
        if (!machine.gate().admit(kind + " for " + tag)) {
            return 0;
        }
        int size = Math.max(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        long va = size >= Pages.PAGE_SIZE ? large(size) : small(size);
        if (va != 0) {
            blocks.put(va, new Block(size, tag));
            forEachPage(va, size, page -> livePerPage.merge(page, 1, Integer::sum));
        }
        return va;
    }

    /** Frees; a second free is STOP 0xC2/0x07, pages that are still locked are STOP 0x4E/0x9A. */
    public void free(long va) {
        Block block = blocks.get(va);
        if (block == null) {
            throw machine.bugCheck(BugCheckCode.BAD_POOL_CALLER, 0x07, 0, 0, va, "pool block is already free");
        }
        forEachPage(va, block.bytes(), page -> refuseLocked(page, block));
        blocks.remove(va);
        forEachPage(va, block.bytes(), this::dropPage);
    }

    /** Bytes of the live block at this address, 0 if there is none. */
    public int sizeOf(long va) {
        Block block = blocks.get(va);
        return block == null ? 0 : block.bytes();
    }

    /** Writes a resident page of paged pool to the paging file; false if it is locked or not resident. */
    public boolean pageOut(long va) {
        KernelPte pte = machine.kernelSpace().at(va);
        if (kind != KernelPte.Kind.PAGED_POOL
                || pte == null
                || !pte.resident()
                || frame(pte).locks() > 0) {
            return false;
        }
        pte.pagedOut = machine.bus().loadBlock(Pages.addressOf(pte.pfn()), Pages.PAGE_SIZE);
        machine.pfns().unshare(pte.pfn());
        pte.pfn = Pages.NO_PFN;
        return true;
    }

    private PageFrame frame(KernelPte pte) {
        return machine.pfns().frame(pte.pfn());
    }

    private long large(int size) {
        long va = nextPage;
        int pages = (int) Pages.bytesToPages(size);
        for (int i = 0; i < pages; i++) {
            if (!mapPage(va + Pages.addressOf(i))) {
                unmapPages(va, i);
                return 0;
            }
        }
        nextPage = va + Pages.addressOf(pages);
        return va;
    }

    private long small(int size) {
        if (smallNext + size > smallEnd) {
            long page = large(Pages.PAGE_SIZE);
            if (page == 0) {
                return 0;
            }
            smallNext = page;
            smallEnd = page + Pages.PAGE_SIZE;
        }
        long va = smallNext;
        smallNext += size;
        return va;
    }

    private boolean mapPage(long va) {
        long pfn = machine.pfns().allocate(kind == KernelPte.Kind.PAGED_POOL ? "paged pool" : "nonpaged pool");
        if (pfn == Pages.NO_PFN) {
            return false;
        }
        machine.pfns().cacheType(pfn, MemoryCachingType.MM_CACHED);
        KernelPte pte = new KernelPte(kind, pfn, PageProtection.PAGE_READWRITE, MemoryCachingType.MM_CACHED);
        machine.kernelSpace().put(va, pte);
        return true;
    }

    private void unmapPages(long va, int pages) {
        for (int i = 0; i < pages; i++) {
            KernelPte pte = machine.kernelSpace().remove(va + Pages.addressOf(i));
            if (pte.resident()) {
                machine.pfns().unshare(pte.pfn());
            }
        }
    }

    private void refuseLocked(long page, Block block) {
        KernelPte pte = machine.kernelSpace().at(Pages.addressOf(page));
        boolean lastBlock = livePerPage.get(page) == 1;
        if (lastBlock && pte.resident() && frame(pte).locks() > 0) {
            throw machine.bugCheck(
                    BugCheckCode.PFN_LIST_CORRUPT,
                    0x9A,
                    pte.pfn(),
                    0,
                    frame(pte).locks(),
                    "pool page freed while locked, tag " + block.tag());
        }
    }

    private void dropPage(long page) {
        int left = livePerPage.merge(page, -1, Integer::sum);
        boolean current = Pages.pageOf(smallEnd - 1) == page;
        if (left == 0 && !current) {
            livePerPage.remove(page);
            unmapPages(Pages.addressOf(page), 1);
        }
    }

    private static void forEachPage(long va, int bytes, LongConsumer action) {
        long last = Pages.pageOf(va + bytes - 1);
        for (long page = Pages.pageOf(va); page <= last; page++) {
            action.accept(page);
        }
    }
}
