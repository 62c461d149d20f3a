package dev.pagewalk.testbench.judge.ownership;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.testbench.judge.IntentJudge;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.state.LongMap;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;

import java.util.List;
import java.util.function.Supplier;

/**
 * First form of the ownership judge: every beat of a device reaches memory in a page that an MDL has locked at that
 * cycle, or that cannot move (nonpaged pool, MmAllocatePagesForMdl), and no table or queue of the IOMMU.
 */
public final class OwnershipJudge implements IntentJudge, DriverListener {
    private static final class Page {
        String owner = "nobody";
        int locks;
        boolean pinned;
        boolean table;
    }

    private final ViolationLog log;
    private final LongMap<Page> pages = new LongMap<>();
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
        return this;
    }

    @Override
    public void onEvent(EventView event) {
        boolean access = event.kind() == EventKind.MEMORY_READ || event.kind() == EventKind.MEMORY_WRITE;
        if (!access || event.port() != MemoryPort.MEM) {
            return;
        }
        checks++;
        Page page = pages.get(event.address() >>> 12);
        if (page == null || page.table || (page.locks == 0 && !page.pinned)) {
            log.add(
                    "a device reaches only pages that an MDL holds locked",
                    "S-DX-11, reclaim order",
                    "page 0x" + Long.toHexString(event.address() >>> 12) + " locked",
                    describe(page) + ": " + (event.kind() == EventKind.MEMORY_WRITE ? "write" : "read") + " of 0x"
                            + Long.toHexString(event.address()),
                    event.cycle());
        }
    }

    private static String describe(Page page) {
        if (page == null) {
            return "nobody told of an owner";
        }
        return page.table ? "a table of the IOMMU" : "not locked, owned by " + page.owner;
    }

    private Page page(long pfn) {
        Page page = pages.get(pfn);
        if (page == null) {
            page = new Page();
            pages.put(pfn, page);
        }
        return page;
    }

    @Override
    public void pageOwned(long pfn, String owner) {
        page(pfn).owner = owner;
        page(pfn).pinned = false;
    }

    @Override
    public void pageLocked(long pfn, long mdl, int locks) {
        page(pfn).locks = locks;
    }

    @Override
    public void pageUnlocked(long pfn, long mdl, int locks) {
        page(pfn).locks = locks;
    }

    @Override
    public void pagePinned(long pfn, long mdl) {
        page(pfn).pinned = true;
    }

    @Override
    public void pageFreed(long pfn) {
        page(pfn).owner = "nobody (freed)";
        page(pfn).locks = 0;
        page(pfn).pinned = false;
    }

    @Override
    public void tableAllocated(TableKind kind, long physicalAddress, long bytes, int level, long parent) {
        markTable(physicalAddress, bytes, true);
    }

    @Override
    public void tableFreed(TableKind kind, long physicalAddress, long bytes) {
        markTable(physicalAddress, bytes, false);
    }

    private void markTable(long address, long bytes, boolean table) {
        for (long offset = 0; offset < bytes; offset += 4096) {
            page((address + offset) >>> 12).table = table;
        }
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
