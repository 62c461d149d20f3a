package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.Pages;

import java.util.ArrayList;
import java.util.List;

/** One run of MmAllocatePagesForMdl(Ex): windows, chunks, zeroing, all or part. */
final class PageAllocation {

    private static final String OWNER = "mdl pages";

    private final KernelServices services;
    private final KernelMachine machine;
    private final PageRequest request;
    private final List<Long> pages = new ArrayList<>();
    private final int wanted;

    PageAllocation(KernelServices services, PageRequest request) {
        this.services = services;
        this.machine = services.machine();
        this.request = request;
        this.wanted = request.pages();
    }

    Mdl allocate() {
        collect();
        boolean full = request.has(PageAllocationFlag.MM_ALLOCATE_FULLY_REQUIRED);
        boolean enough = full ? pages.size() == wanted : !pages.isEmpty();
        Mdl mdl =
                enough && wanted > 0 ? services.mdls().allocate(MdlRecord.Origin.PAGE_ALLOCATION, pages.size()) : null;
        if (mdl == null) {
            pages.forEach(machine.pfns()::unshare);
            return null;
        }
        prepare();
        describe(mdl);
        return mdl;
    }

    private void collect() {
        if (request.has(PageAllocationFlag.MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS)) {
            collectChunks();
        } else if (request.has(PageAllocationFlag.MM_ALLOCATE_PREFER_CONTIGUOUS) && takeRun(wanted, 1)) {
            return;
        } else {
            collectWindows();
        }
    }

    private void collectChunks() {
        int chunk = request.skip() == 0 ? wanted : (int) Pages.pageOf(request.skip());
        long align = request.skip() == 0 ? 1 : chunk;
        boolean found = chunk > 0;
        while (found && pages.size() < wanted) {
            found = takeRun(chunk, align);
        }
    }

    /** The window [low, high] moves up by Skip while pages are short (S-APM-2). */
    private void collectWindows() {
        long step = Pages.pageOf(request.skip());
        long low = request.lowPfn();
        long high = request.highPfn();
        collectWindow(low, high);
        while (step != 0
                && pages.size() < wanted
                && low + step <= machine.pfns().highestPfn()) {
            low += step;
            high = Math.max(high, high + step);
            collectWindow(low, high);
        }
    }

    private void collectWindow(long low, long high) {
        while (pages.size() < wanted) {
            long pfn = machine.pfns().allocateIn(OWNER, low, high);
            if (pfn == Pages.NO_PFN) {
                return;
            }
            pages.add(pfn);
        }
    }

    private boolean takeRun(int count, long align) {
        long first = machine.pfns().allocateRun(OWNER, count, align, request.lowPfn(), request.highPfn());
        if (first == Pages.NO_PFN) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            pages.add(first + i);
        }
        return true;
    }

    private void prepare() {
        MemoryCachingType cache = request.cacheType().isPageType() ? request.cacheType() : null;
        for (long pfn : pages) {
            if (!request.has(PageAllocationFlag.MM_DONT_ZERO_ALLOCATION)) {
                machine.pfns().zero(pfn);
            }
            machine.pfns().markMdlAllocated(pfn, cache);
        }
    }

    private void describe(Mdl mdl) {
        long bytes = Pages.addressOf(pages.size());
        mdl.next(null);
        mdl.size(MdlDescriptor.bytesFor(0, bytes));
        mdl.range(0, bytes);
        mdl.process(0);
        mdl.mdlFlags(MdlFlag.MDL_PAGES_LOCKED);
        mdl.pfns(pages.stream().mapToLong(Long::longValue).toArray());
        Checks.tellPinned(machine, mdl, mdl.pfns());
    }
}
