package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One address space of devices.
 *
 * <p>{@link #map} returns when the range is visible to devices; {@link #unmap} returns when no device access to the
 * range can succeed any more: entries cleared, translations invalidated, fence complete, tables freed after it.
 */
public final class IommuDomain {

    private final Set<Integer> devices = new TreeSet<>();
    private final IommuDriver driver;
    private final DomainKind kind;
    private final int id;
    private final int tag;
    private final PageTable table;
    private final MsiTable msi;
    private boolean deleted;

    IommuDomain(IommuDriver driver, DomainKind kind, int id, int tag, PageTable table, MsiTable msi) {
        this.driver = driver;
        this.kind = kind;
        this.id = id;
        this.tag = tag;
        this.table = table;
        this.msi = msi;
    }

    /** Number of the domain, never reused. */
    public int id() {
        return id;
    }

    /** How the domain is filled in hardware. */
    public DomainKind kind() {
        return kind;
    }

    /** GSCID or PSCID; reused after deletion. */
    public int tag() {
        return tag;
    }

    /** Devices that are attached. */
    public Set<Integer> devices() {
        return devices;
    }

    /** The domain's table, null without one. */
    public PageTable table() {
        return table;
    }

    /** The domain's MSI table, null without one. */
    MsiTable msi() {
        return msi;
    }

    /** True once the domain is deleted. */
    public boolean isDeleted() {
        return deleted;
    }

    /** Highest address that a device of this domain can be led to. */
    public long highestVisibleAddress() {
        return driver.highestAddress(table);
    }

    /**
     * One contiguous range to map.
     *
     * @param pages 4-KiB pages
     */
    public record Range(long iova, long physicalAddress, long pages, Access access) {
        long bytes() {
            return Pages.addressOf(pages);
        }
    }

    /** Maps one range; see {@link #map(List)}. */
    public NtStatus map(long iova, long physicalAddress, long pages, Access access) {
        return map(List.of(new Range(iova, physicalAddress, pages, access)));
    }

    /**
     * Maps ranges, all or none.
     *
     * @return INVALID_PARAMETER_3 beyond the mode's width or the physical width, before the first store; NOT_SUPPORTED
     *     for write without read; RESOURCE_IN_USE if any page is mapped; INSUFFICIENT_RESOURCES without table memory, after
     *     everything was undone
     */
    public synchronized NtStatus map(List<Range> ranges) {
        for (Range range : ranges) {
            NtStatus refusal = refuse(range);
            if (refusal != NtStatus.SUCCESS) {
                return refusal;
            }
        }
        if (overlapEachOther(ranges)) {
            return NtStatus.RESOURCE_IN_USE;
        }
        List<Range> begun = new ArrayList<>();
        try {
            for (Range range : ranges) {
                begun.add(range);
                install(range);
            }
        } catch (IommuException failure) {
            remove(new TableRemover(table, driver.settings().reclaimTables()), begun);
            return failure.status();
        }
        driver.bus().barrier();
        for (Range range : ranges) {
            driver.listener()
                    .mappingInstalled(id, range.iova, range.physicalAddress, range.pages, range.access.permissions());
        }
        return NtStatus.SUCCESS;
    }

    /** Unmaps one range; see {@link #unmap(List)}. */
    public NtStatus unmap(long iova, long pages) {
        return unmap(List.of(new Range(iova, 0, pages, Access.READ_ONLY)));
    }

    /**
     * Unmaps ranges, also parts of superpages, with one invalidation and one fence. Only addresses and lengths count.
     *
     * @return INVALID_PARAMETER_2 if a page is not mapped, INSUFFICIENT_RESOURCES if a superpage cannot be split;
     *     nothing has changed then
     * @throws IommuException if the hardware does not complete the invalidation
     */
    public synchronized NtStatus unmap(List<Range> ranges) {
        for (Range range : ranges) {
            boolean valid = table != null && range.pages > 0 && inRange(range.iova, range.bytes());
            if (!valid || !TableRemover.isMapped(table, range.iova, range.bytes())) {
                return NtStatus.INVALID_PARAMETER_2;
            }
        }
        TableRemover remover = new TableRemover(table, driver.settings().reclaimTables());
        try {
            ranges.forEach(range -> remover.split(range.iova, range.bytes()));
        } catch (IommuException noMemory) {
            return noMemory.status();
        }
        remove(remover, ranges);
        return NtStatus.SUCCESS;
    }

    /** True if every page of the range is mapped. */
    public synchronized boolean isMapped(long iova, long pages) {
        return TableRemover.isMapped(table, iova, Pages.addressOf(pages));
    }

    /** Rights with which an address is mapped in the driver's own record, 0 if it is not. */
    public synchronized int permissionsAt(long iova) {
        PageTable.Leaf leaf = table == null ? null : table.leafAt(iova);
        return leaf == null ? 0 : table.format().permissions(leaf.entry());
    }

    /** Invalidates everything of this domain and waits (for owners of unmanaged tables). */
    public synchronized void flush() {
        driver.queue().submit(wholeDomain());
        driver.queue().fence();
    }

    /** Invalidates single leaves of this domain and waits. */
    public synchronized void flush(List<Long> addresses) {
        addresses.forEach(address -> driver.queue().submit(onePage(address)));
        driver.queue().fence();
    }

    void markDeleted() {
        deleted = true;
    }

    Command wholeDomain() {
        return kind == DomainKind.FIRST_STAGE ? Command.invalidateProcess(tag) : Command.invalidateGuest(tag);
    }

    private Command onePage(long address) {
        return kind == DomainKind.FIRST_STAGE
                ? Command.invalidateProcessPage(tag, address)
                : Command.invalidateGuestPage(tag, address);
    }

    private void install(Range range) {
        driver.listener()
                .mappingRequested(id, range.iova, range.physicalAddress, range.pages, range.access.permissions());
        boolean superpages = driver.settings().superpages();
        new TableMapper(table, superpages, range.iova, range.physicalAddress, range.bytes(), range.access).map();
        promote(range.iova, range.bytes());
    }

    private void remove(TableRemover remover, List<Range> ranges) {
        DriverListener listener = driver.listener();
        ranges.forEach(range -> listener.unmapRequested(id, range.iova, range.pages));
        driver.settings().protocol().remove(new TranslationRemoval(driver.queue()) {
            @Override
            public void clear() {
                ranges.forEach(range -> remover.clear(range.iova, range.bytes()));
                ranges.forEach(range -> listener.rangeCleared(id, range.iova, range.pages));
            }

            @Override
            public void invalidate() {
                queueInvalidation(remover);
            }
        });
        remover.unlinked().forEach(table::free);
        ranges.forEach(range -> listener.mappingRemoved(id, range.iova, range.pages));
    }

    private static boolean overlapEachOther(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(Range::iova));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).iova + sorted.get(i - 1).bytes() > sorted.get(i).iova) {
                return true;
            }
        }
        return false;
    }

    private void queueInvalidation(TableRemover remover) {
        List<Long> leaves = remover.clearedLeaves();
        boolean whole = remover.changedStructure()
                || leaves.isEmpty()
                || leaves.size() > driver.settings().pagewiseLimit();
        if (whole) {
            driver.queue().submit(wholeDomain());
        } else {
            leaves.forEach(address -> driver.queue().submit(onePage(address)));
        }
    }

    private void promote(long iova, long bytes) {
        if (!driver.settings().promotion()) {
            return;
        }
        TablePromoter promoter = new TablePromoter(table);
        promoter.promote(iova, bytes);
        if (!promoter.replaced().isEmpty()) {
            flush();
            promoter.replaced().forEach(table::free);
        }
    }

    private NtStatus refuse(Range range) {
        if (table == null) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        if (!range.access.reads()) {
            return range.access.writes() ? NtStatus.NOT_SUPPORTED : NtStatus.INVALID_PARAMETER_2;
        }
        boolean aligned = Pages.byteOffset(range.iova | range.physicalAddress) == 0 && range.pages > 0;
        boolean fits = aligned
                && inRange(range.iova, range.bytes())
                && driver.isPhysical(table, range.physicalAddress, range.bytes());
        if (!fits) {
            return NtStatus.INVALID_PARAMETER_3;
        }
        MsiWindow window = driver.settings().msiWindow();
        boolean reserved = msi != null && window.overlaps(range.iova, range.pages);
        boolean free = !reserved && TableRemover.isFree(table, range.iova, range.bytes());
        return free ? NtStatus.SUCCESS : NtStatus.RESOURCE_IN_USE;
    }

    /** Only the lower half of a sign-extended range is used. */
    private boolean inRange(long iova, long bytes) {
        PageTableMode mode = table.format().mode();
        int bits = mode.addressBits() - (mode.signExtended() ? 1 : 0);
        long limit = 1L << bits;
        return iova >= 0 && bytes > 0 && iova <= limit - bytes;
    }
}
