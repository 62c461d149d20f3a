package dev.pagewalk.host.machine;

import dev.pagewalk.host.outcome.NtStatus;

import java.util.Map;
import java.util.TreeMap;

/**
 * User half of a process's address space: private memory and views of MDLs.
 *
 * <p>Addresses that the system picks are 64-KiB aligned (S-MLP-12).
 */
public final class AddressSpace {

    /** Granularity of addresses that the system picks. */
    public static final long GRANULARITY = 0x1_0000;

    private record Region(long base, long pages, long viewOf) {
        long end() {
            return base + Pages.addressOf(pages);
        }
    }

    private final Map<Long, UserPage> pages = new TreeMap<>();
    private final TreeMap<Long, Region> regions = new TreeMap<>();
    private final KernelMachine machine;
    private final UserFaults faults;
    private final String owner;

    AddressSpace(KernelMachine machine, String owner) {
        this.machine = machine;
        this.owner = owner;
        this.faults = new UserFaults(machine, this);
    }

    String owner() {
        return owner;
    }

    /** Pages by number. */
    public Map<Long, UserPage> pages() {
        return pages;
    }

    /** The page's entry, null if nothing is there. */
    public UserPage page(long va) {
        return pages.get(Pages.pageOf(va));
    }

    /** Frame behind an address after the faults that the access takes; raises what the access raises. */
    public long resolve(long va, boolean write) {
        return faults.resolve(va, write).pfn;
    }

    /** Commits zeroed read-write memory where the system likes; 0 if there is no room. */
    public long allocate(long bytes) {
        return allocate(bytes, PageProtection.PAGE_READWRITE);
    }

    /** Commits zeroed memory with a protection where the system likes; 0 if there is no room. */
    public long allocate(long bytes, int protection) {
        long base = pickBase(Pages.bytesToPages(bytes));
        return base != 0 && allocateAt(base, bytes, protection).isSuccess() ? base : 0;
    }

    /** Commits zeroed memory at an address. */
    public NtStatus allocateAt(long base, long bytes, int protection) {
        long count = Pages.bytesToPages(bytes);
        if (Pages.byteOffset(base) != 0 || !inRange(base, count)) {
            return NtStatus.INVALID_ADDRESS;
        }
        if (overlaps(base, count)) {
            return NtStatus.CONFLICTING_ADDRESSES;
        }
        for (long i = 0; i < count; i++) {
            if (!commit(base + Pages.addressOf(i), protection)) {
                release(base, i);
                return NtStatus.NO_MEMORY;
            }
        }
        regions.put(base, new Region(base, count, 0));
        return NtStatus.SUCCESS;
    }

    /** Releases memory that {@link #allocate} committed; views of MDLs are refused (S-MLP-13). */
    public NtStatus free(long base) {
        Region region = regionAt(base);
        if (region == null) {
            return NtStatus.INVALID_ADDRESS;
        }
        if (region.viewOf != 0) {
            return NtStatus.UNABLE_TO_DELETE_SECTION;
        }
        regions.remove(region.base);
        release(region.base, region.pages);
        return NtStatus.SUCCESS;
    }

    /** NtUnmapViewOfSection: never succeeds here, a view of an MDL is no section (S-MLP-13). */
    public NtStatus unmapViewOfSection() {
        return NtStatus.NOT_MAPPED_VIEW;
    }

    /** Changes the protection of private memory; views keep theirs (S-MLP-10). */
    public NtStatus protect(long va, long bytes, int protection) {
        Region region = regionAt(va);
        if (region == null || va + bytes > region.end()) {
            return NtStatus.INVALID_ADDRESS;
        }
        if (region.viewOf != 0) {
            return NtStatus.INVALID_PAGE_PROTECTION;
        }
        for (long page = Pages.pageAlign(va); page < va + bytes; page += Pages.PAGE_SIZE) {
            page(page).protection = protection;
        }
        return NtStatus.SUCCESS;
    }

    /** Writes a resident private page to the paging file; false if it is locked, shared, a view or not resident. */
    public boolean pageOut(long va) {
        UserPage page = page(va);
        if (page == null || !page.resident() || page.viewOf != 0) {
            return false;
        }
        PageFrame frame = machine.pfns().frame(page.pfn);
        if (frame.locks() > 0 || frame.shares() > 1) {
            return false;
        }
        page.pagedOut = machine.bus().loadBlock(Pages.addressOf(page.pfn), Pages.PAGE_SIZE);
        machine.pfns().unshare(page.pfn);
        page.pfn = Pages.NO_PFN;
        return true;
    }

    /** Lets the next page-in of a paged-out page fail with IN_PAGE_ERROR. */
    public void breakPagingFile(long va) {
        page(va).broken = true;
    }

    /** Shares a region copy-on-write with another process at the same address. */
    public NtStatus shareCopyOnWrite(AddressSpace other, long base) {
        Region region = regions.get(base);
        if (region == null || region.viewOf != 0 || other.overlaps(base, region.pages)) {
            return NtStatus.CONFLICTING_ADDRESSES;
        }
        other.regions.put(base, region);
        for (long va = base; va < region.end(); va += Pages.PAGE_SIZE) {
            UserPage page = faults.resolve(va, false);
            page.copyOnWrite = true;
            page.protection = PageProtection.PAGE_WRITECOPY;
            UserPage twin = new UserPage(page.pfn, PageProtection.PAGE_WRITECOPY);
            twin.copyOnWrite = true;
            machine.pfns().share(page.pfn);
            other.pages.put(Pages.pageOf(va), twin);
        }
        return NtStatus.SUCCESS;
    }

    /** A free range of the system's choice, 0 if there is none. */
    public long pickBase(long count) {
        long base = GRANULARITY;
        for (Region region : regions.values()) {
            if (base + Pages.addressOf(count) <= region.base) {
                break;
            }
            base = (region.end() + GRANULARITY - 1) & -GRANULARITY;
        }
        return inRange(base, count) ? base : 0;
    }

    /** True if the range is inside user space. */
    public boolean inRange(long base, long count) {
        long end = base + Pages.addressOf(count);
        return base >= GRANULARITY && end > base && end <= machine.settings().userProbeLimit();
    }

    /** True if any page of the range is taken. */
    public boolean overlaps(long base, long count) {
        Map.Entry<Long, Region> below = regions.floorEntry(base + Pages.addressOf(count) - 1);
        return below != null && below.getValue().end() > base;
    }

    /** Enters a view of an MDL's pages. */
    public void mapView(long base, long[] pfns, int protection, long mdl, boolean readLocked) {
        regions.put(base, new Region(base, pfns.length, mdl));
        for (int i = 0; i < pfns.length; i++) {
            UserPage page = new UserPage(pfns[i], protection);
            page.viewOf = mdl;
            page.readLocked = readLocked;
            pages.put(Pages.pageOf(base) + i, page);
        }
    }

    /** Removes a view; the pages stay with their owners. */
    public void unmapView(long base) {
        Region region = regions.remove(base);
        for (long i = 0; i < region.pages; i++) {
            pages.remove(Pages.pageOf(base) + i);
        }
    }

    /** Drops everything at process exit. */
    void clear() {
        for (Region region : regions.values()) {
            if (region.viewOf == 0) {
                release(region.base, region.pages);
            }
        }
        regions.clear();
        pages.clear();
    }

    private Region regionAt(long va) {
        Map.Entry<Long, Region> below = regions.floorEntry(va);
        return below == null || below.getValue().end() <= va ? null : below.getValue();
    }

    private boolean commit(long va, int protection) {
        long pfn = machine.pfns().allocate(owner);
        if (pfn == Pages.NO_PFN) {
            return false;
        }
        machine.pfns().zero(pfn);
        machine.pfns().cacheType(pfn, MemoryCachingType.MM_CACHED);
        pages.put(Pages.pageOf(va), new UserPage(pfn, protection));
        return true;
    }

    private void release(long base, long count) {
        for (long i = 0; i < count; i++) {
            UserPage page = pages.remove(Pages.pageOf(base) + i);
            if (page.resident()) {
                machine.pfns().unshare(page.pfn);
            }
        }
    }
}
