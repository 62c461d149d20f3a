package dev.pagewalk.host.machine;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.bus.HostBus;
import dev.pagewalk.host.machine.KernelSettings.Lifetime;
import dev.pagewalk.host.machine.KernelSettings.PhysicalRange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Owner, references, locks and cache type of every page of simulated DRAM, and the free pages.
 *
 * <p>A page is free when its last reference and its last lock are gone. Freed pages are handed out again first, last
 * in first out: the order in which a lifetime bug shows soonest.
 */
public final class PfnDatabase {

    private final Map<Long, PageFrame> frames = new TreeMap<>();
    private final Deque<Long> recycled = new ArrayDeque<>();
    private final List<PhysicalRange> ranges;
    private final PageScatter scatter;
    private final HostBus bus;
    private final DriverListener listener;
    private final AllocationGate gate;
    private final Lifetime lifetime;
    private long usedPages;

    PfnDatabase(KernelSettings settings, HostBus bus, DriverListener listener, AllocationGate gate) {
        this.ranges = settings.ram();
        this.scatter = new PageScatter(ranges, settings.seed());
        this.lifetime = settings.lifetime();
        this.bus = bus;
        this.listener = listener;
        this.gate = gate;
    }

    /** True if the page is DRAM. */
    public boolean isRam(long pfn) {
        for (PhysicalRange range : ranges) {
            if (range.contains(Pages.addressOf(pfn))) {
                return true;
            }
        }
        return false;
    }

    /** Highest page frame number of DRAM. */
    public long highestPfn() {
        return ranges.stream()
                .mapToLong(range -> Pages.pageOf(range.base() + range.bytes()) - 1)
                .max()
                .orElseThrow();
    }

    /** Pages that nobody owns. */
    public long freePages() {
        return scatter.pages() - usedPages;
    }

    /** The frame of a DRAM page. */
    public PageFrame frame(long pfn) {
        if (!isRam(pfn)) {
            throw new IllegalArgumentException("page is not RAM: pfn=0x" + Long.toHexString(pfn));
        }
        return frames.computeIfAbsent(pfn, PageFrame::new);
    }

    /** A page with one reference, anywhere; {@link Pages#NO_PFN} if there is none. */
    public long allocate(String owner) {
        if (!gate.admit("page for " + owner)) {
            return Pages.NO_PFN;
        }
        long pfn = recycle();
        return take(pfn == Pages.NO_PFN ? scatter.next(this::isFree) : pfn, 1, owner);
    }

    /** A page with {@code low <= pfn <= high}. */
    public long allocateIn(String owner, long low, long high) {
        return gate.admit("page for " + owner) ? take(scatter.nextIn(low, high, this::isFree), 1, owner) : Pages.NO_PFN;
    }

    /** First page of a contiguous block, aligned to {@code align} pages. */
    public long allocateRun(String owner, long count, long align, long low, long high) {
        return gate.admit("pages for " + owner)
                ? take(scatter.run(low, high, count, align, this::isFree), count, owner)
                : Pages.NO_PFN;
    }

    /** Fills the page with zeros through the bus, unless it is fresh memory that nobody owned before. */
    public void zero(long pfn) {
        if (frame(pfn).used) {
            bus.storeBlock(Pages.addressOf(pfn), new byte[Pages.PAGE_SIZE]);
        }
    }

    /** One more owner of the page. */
    public void share(long pfn) {
        frame(pfn).shares++;
    }

    /** One owner less; the last one frees the page unless it is locked. */
    public void unshare(long pfn) {
        PageFrame frame = frame(pfn);
        frame.shares--;
        freeIfUnused(frame);
    }

    /** One more lock by an MDL. */
    public void lock(long pfn, long mdl) {
        PageFrame frame = frame(pfn);
        frame.locks++;
        listener.pageLocked(pfn, mdl, frame.locks);
    }

    /** One lock less. */
    public void unlock(long pfn, long mdl) {
        PageFrame frame = frame(pfn);
        frame.locks--;
        listener.pageUnlocked(pfn, mdl, frame.locks);
        freeIfUnused(frame);
    }

    /** A device can reach the page (count). */
    public void deviceMapped(long pfn) {
        if (isRam(pfn)) {
            frame(pfn).deviceMaps++;
        }
    }

    /** A device can no longer reach the page (count); ends a quarantine. */
    public void deviceUnmapped(long pfn) {
        if (!isRam(pfn)) {
            return;
        }
        PageFrame frame = frame(pfn);
        frame.deviceMaps--;
        if (frame.deviceMaps == 0 && frame.state == PageFrame.State.QUARANTINED) {
            release(frame);
        }
    }

    /** Marks pages of MmAllocatePagesForMdl(Ex) and the cache type that they bring along, null for none. */
    public void markMdlAllocated(long pfn, MemoryCachingType cache) {
        PageFrame frame = frame(pfn);
        frame.mdlAllocated = true;
        frame.ownCache = cache;
    }

    /** Gives a page a cache type of its own; ordinary process and pool pages are cached. */
    public void cacheType(long pfn, MemoryCachingType cache) {
        frame(pfn).ownCache = cache;
    }

    /** One more CPU mapping; returns the cache type in effect (S-MLP-14, S-MLP-17). */
    public MemoryCachingType addMapping(long pfn, MemoryCachingType wanted) {
        if (!isRam(pfn)) {
            return wanted;
        }
        PageFrame frame = frame(pfn);
        frame.mappings++;
        if (frame.ownCache == null && frame.mappedCache == null) {
            frame.mappedCache = wanted;
        }
        return frame.cacheType();
    }

    /** One CPU mapping less; a page without own type forgets the mapped one with its last mapping. */
    public void dropMapping(long pfn) {
        if (!isRam(pfn)) {
            return;
        }
        PageFrame frame = frame(pfn);
        frame.mappings--;
        if (frame.mappings == 0) {
            frame.mappedCache = null;
        }
    }

    /** Every frame that is or was in use, by number. */
    public Iterable<PageFrame> frames() {
        return frames.values();
    }

    private long recycle() {
        while (!recycled.isEmpty()) {
            long pfn = recycled.pop();
            if (isFree(pfn)) {
                return pfn;
            }
        }
        return Pages.NO_PFN;
    }

    private boolean isFree(long pfn) {
        PageFrame frame = frames.get(pfn);
        return isRam(pfn) && (frame == null || frame.state == PageFrame.State.FREE);
    }

    private long take(long first, long count, String owner) {
        if (first == Pages.NO_PFN) {
            return first;
        }
        for (long pfn = first; pfn < first + count; pfn++) {
            PageFrame frame = frame(pfn);
            frame.state = PageFrame.State.OWNED;
            frame.owner = owner;
            frame.shares = 1;
            usedPages++;
            listener.pageOwned(pfn, owner);
        }
        return first;
    }

    private void freeIfUnused(PageFrame frame) {
        if (frame.shares > 0 || frame.locks > 0 || frame.state != PageFrame.State.OWNED) {
            return;
        }
        if (frame.deviceMaps > 0 && lifetime == Lifetime.STRICT) {
            frame.state = PageFrame.State.QUARANTINED;
            frame.owner = "quarantine";
            listener.pageOwned(frame.pfn, frame.owner);
        } else {
            release(frame);
        }
    }

    private void release(PageFrame frame) {
        frame.state = PageFrame.State.FREE;
        frame.used = true;
        frame.owner = "free";
        frame.mdlAllocated = false;
        frame.ownCache = null;
        frame.mappedCache = null;
        usedPages--;
        recycled.push(frame.pfn);
        listener.pageFreed(frame.pfn);
    }
}
