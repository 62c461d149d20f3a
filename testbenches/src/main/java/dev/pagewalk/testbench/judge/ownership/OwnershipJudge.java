package dev.pagewalk.testbench.judge.ownership;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentJudge;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.state.LongMap;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Every beat of a device reaches memory in a page that an MDL holds at that cycle and that devices may still reach; the
 * walker port touches tables and queues and no page of anybody else. See {@link PageState} for what a page can be.
 */
public final class OwnershipJudge implements IntentJudge, DriverListener {
    private static final int PAGE_SHIFT = 12;

    private final ViolationLog log;
    private final LongMap<PageState> pages = new LongMap<>();
    private final Map<Integer, Map<Long, Long>> mappings = new HashMap<>();
    private final Map<Integer, Map<Long, Long>> leaving = new HashMap<>();
    private final Set<Integer> untranslated = new HashSet<>();
    private final Map<Integer, Integer> attached = new HashMap<>();
    private boolean told;
    private long checks;

    /** A judge; {@code oldest} describes the oldest outstanding transaction. */
    public OwnershipJudge(Supplier<String> oldest) {
        log = new ViolationLog("ownership", oldest);
    }

    @Override
    public String name() {
        return "ownership";
    }

    @Override
    public DriverListener intents(long cycle) {
        told = true;
        return this;
    }

    @Override
    public void onEvent(EventView event) {
        boolean write = event.kind() == EventKind.MEMORY_WRITE;
        if (!write && event.kind() != EventKind.MEMORY_READ) {
            return;
        }
        if (event.port() == MemoryPort.MEM) {
            deviceAccess(event, write);
        } else if (event.port() == MemoryPort.PTW && told) {
            walkerAccess(event, write);
        }
    }

    private void deviceAccess(EventView event, boolean write) {
        checks++;
        PageState page = pages.get(event.address() >>> PAGE_SHIFT);
        if (page == null || page.table != null || !page.isHeld()) {
            report("a device reaches only pages that an MDL holds locked", "locked or pinned", event, write, page);
        } else if (page.hasChangedHands()) {
            report(
                    "a page keeps its owner while devices may reach it",
                    "owned by " + page.visibleOwner + " until the fence",
                    event,
                    write,
                    page);
        } else if (page.wasMapped && !page.isReachable() && !passesThrough()) {
            report("a device reaches no page after the fence that ends its mapping", "mapped", event, write, page);
        }
    }

    private void walkerAccess(EventView event, boolean write) {
        checks++;
        PageState page = pages.get(event.address() >>> PAGE_SHIFT);
        boolean legal = page != null && page.table != null;
        if (write) {
            // interrupt messages go to addresses that nobody owns
            legal = page == null || (legal ? page.table != TableKind.COMMAND_QUEUE : !page.isHeld() && !page.freed);
        }
        if (!legal) {
            report(
                    "the walker port touches only tables and queues of the IOMMU",
                    "a table or queue",
                    event,
                    write,
                    page);
        }
    }

    private void report(String claim, String expected, EventView event, boolean write, PageState page) {
        log.add(
                claim,
                "S-DX-11, reclaim order",
                "page 0x" + Long.toHexString(event.address() >>> PAGE_SHIFT) + " " + expected,
                (page == null ? "nobody told of an owner" : page.describe()) + ": " + (write ? "write" : "read")
                        + " of 0x" + Long.toHexString(event.address()),
                event.cycle());
    }

    private boolean passesThrough() {
        for (int domain : attached.values()) {
            if (untranslated.contains(domain)) {
                return true;
            }
        }
        return false;
    }

    private PageState page(long pfn) {
        PageState page = pages.get(pfn);
        if (page == null) {
            page = new PageState();
            pages.put(pfn, page);
        }
        return page;
    }

    @Override
    public void domainCreated(int domain, String mode, int tag, long root) {
        if (root == 0) {
            untranslated.add(domain);
        }
    }

    @Override
    public void deviceAttached(int domain, int deviceId) {
        attached.put(deviceId, domain);
    }

    @Override
    public void deviceDetached(int domain, int deviceId) {
        attached.remove(deviceId);
    }

    @Override
    public void domainDeleted(int domain) {
        end(mappings.remove(domain), true);
        end(leaving.remove(domain), false);
        untranslated.remove(domain);
    }

    private void end(Map<Long, Long> mapped, boolean visible) {
        if (mapped != null) {
            mapped.values().forEach(pfn -> {
                PageState page = page(pfn);
                page.visible -= visible ? 1 : 0;
                page.quarantined -= visible ? 0 : 1;
            });
        }
    }

    @Override
    public void mappingRequested(int domain, long iova, long physicalAddress, long pageCount, int permissions) {
        Map<Long, Long> mapped = mappings.computeIfAbsent(domain, unused -> new HashMap<>());
        for (long i = 0; i < pageCount; i++) {
            long pfn = (physicalAddress >>> PAGE_SHIFT) + i;
            Long before = mapped.put((iova >>> PAGE_SHIFT) + i, pfn);
            if (before != null) {
                page(before).visible--;
            }
            PageState page = page(pfn);
            page.visible++;
            page.wasMapped = true;
            page.visibleOwner = page.owner;
        }
    }

    @Override
    public void unmapRequested(int domain, long iova, long pageCount) {
        Map<Long, Long> mapped = mappings.getOrDefault(domain, Map.of());
        Map<Long, Long> gone = leaving.computeIfAbsent(domain, unused -> new HashMap<>());
        for (long i = 0; i < pageCount; i++) {
            Long pfn = mapped.remove((iova >>> PAGE_SHIFT) + i);
            if (pfn != null) {
                page(pfn).visible--;
                page(pfn).quarantined++;
                gone.put((iova >>> PAGE_SHIFT) + i, pfn);
            }
        }
    }

    @Override
    public void mappingRemoved(int domain, long iova, long pageCount) {
        Map<Long, Long> gone = leaving.getOrDefault(domain, Map.of());
        for (long i = 0; i < pageCount; i++) {
            Long pfn = gone.remove((iova >>> PAGE_SHIFT) + i);
            if (pfn != null) {
                page(pfn).quarantined--;
            }
        }
    }

    @Override
    public void pageOwned(long pfn, String owner) {
        PageState page = page(pfn);
        page.owner = owner;
        page.freed = false;
        page.pinned = false;
    }

    @Override
    public void pageLocked(long pfn, long mdl, int locks) {
        page(pfn).locks = locks;
        page(pfn).lastMdl = mdl;
    }

    @Override
    public void pageUnlocked(long pfn, long mdl, int locks) {
        page(pfn).locks = locks;
    }

    @Override
    public void pagePinned(long pfn, long mdl) {
        page(pfn).pinned = true;
        page(pfn).lastMdl = mdl;
    }

    @Override
    public void pageFreed(long pfn) {
        PageState page = page(pfn);
        page.owner = "nobody";
        page.freed = true;
        page.locks = 0;
        page.pinned = false;
    }

    @Override
    public void tableAllocated(TableKind kind, long physicalAddress, long bytes, int level, long parent) {
        markTable(physicalAddress, bytes, kind);
    }

    @Override
    public void tableFreed(TableKind kind, long physicalAddress, long bytes) {
        markTable(physicalAddress, bytes, null);
    }

    private void markTable(long address, long bytes, TableKind kind) {
        for (long offset = 0; offset < Math.max(bytes, 1); offset += 1 << PAGE_SHIFT) {
            page((address + offset) >>> PAGE_SHIFT).table = kind;
        }
    }

    /** What the page at an address is now, in words. */
    public String describe(long address) {
        PageState page = pages.get(address >>> PAGE_SHIFT);
        return page == null ? "unknown" : page.describe();
    }

    @Override
    public long checks() {
        return checks;
    }

    @Override
    public List<Violation> violations() {
        return log.violations();
    }
}
