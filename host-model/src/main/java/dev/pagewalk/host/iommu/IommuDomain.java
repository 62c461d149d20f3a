package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One address space of devices.
 *
 * <p>{@link #map} returns when the range is visible to devices; {@link #unmap} returns when no device access to the range
 * can succeed any more: entries cleared, translations invalidated, fence complete, tables freed after it.
 */
public final class IommuDomain {

    private final Set<Integer> devices = new TreeSet<>();
    private final IommuDriver driver;
    private final DomainKind kind;
    private final int id;
    private final int tag;
    private final PageTable table;
    private boolean deleted;

    IommuDomain(IommuDriver driver, DomainKind kind, int id, int tag, PageTable table) {
        this.driver = driver;
        this.kind = kind;
        this.id = id;
        this.tag = tag;
        this.table = table;
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

    /** True once the domain is deleted. */
    public boolean isDeleted() {
        return deleted;
    }

    /** Highest address that a device of this domain can be led to. */
    public long highestVisibleAddress() {
        return driver.highestAddress(table);
    }

    /**
     * Maps a contiguous range.
     *
     * @return INVALID_PARAMETER_3 beyond the mode's width or the physical width, before the first store; NOT_SUPPORTED for
     *     write without read; RESOURCE_IN_USE if any page is mapped; INSUFFICIENT_RESOURCES without table memory, after
     *     everything was undone
     */
    public synchronized NtStatus map(long iova, long physicalAddress, long pages, Access access) {
        NtStatus refusal = refuse(iova, physicalAddress, pages, access);
        if (refusal != NtStatus.SUCCESS) {
            return refusal;
        }
        long bytes = Pages.addressOf(pages);
        DriverListener listener = driver.listener();
        listener.mappingRequested(id, iova, physicalAddress, pages, access.permissions());
        boolean superpages = driver.settings().superpages();
        try {
            new TableMapper(table, superpages, iova, physicalAddress, bytes, access).map();
            promote(iova, bytes);
        } catch (IommuException failure) {
            remove(iova, pages);
            return failure.status();
        }
        driver.bus().barrier();
        listener.mappingInstalled(id, iova, physicalAddress, pages, access.permissions());
        return NtStatus.SUCCESS;
    }

    /**
     * Unmaps a range, also parts of superpages.
     *
     * @return INVALID_PARAMETER_2 if a page of it is not mapped, INSUFFICIENT_RESOURCES if a superpage cannot be split;
     *     nothing has changed then
     * @throws IommuException if the hardware does not complete the invalidation
     */
    public synchronized NtStatus unmap(long iova, long pages) {
        long bytes = Pages.addressOf(pages);
        if (table == null || pages <= 0 || !inRange(iova, bytes) || !TableRemover.isMapped(table, iova, bytes)) {
            return NtStatus.INVALID_PARAMETER_2;
        }
        TableRemover remover = new TableRemover(table, driver.settings().reclaimTables());
        try {
            remover.split(iova, bytes);
        } catch (IommuException noMemory) {
            return noMemory.status();
        }
        remove(remover, iova, pages);
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

    private void remove(long iova, long pages) {
        remove(new TableRemover(table, driver.settings().reclaimTables()), iova, pages);
    }

    private void remove(TableRemover remover, long iova, long pages) {
        DriverListener listener = driver.listener();
        listener.unmapRequested(id, iova, pages);
        driver.settings()
                .protocol()
                .remove(() -> remover.clear(iova, Pages.addressOf(pages)), () -> invalidate(remover));
        remover.unlinked().forEach(table::free);
        listener.mappingRemoved(id, iova, pages);
    }

    private void invalidate(TableRemover remover) {
        List<Long> leaves = remover.clearedLeaves();
        boolean whole = remover.changedStructure()
                || leaves.isEmpty()
                || leaves.size() > driver.settings().pagewiseLimit();
        if (whole) {
            driver.queue().submit(wholeDomain());
        } else {
            leaves.forEach(address -> driver.queue().submit(onePage(address)));
        }
        driver.queue().fence();
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

    private NtStatus refuse(long iova, long physicalAddress, long pages, Access access) {
        if (table == null) {
            return NtStatus.INVALID_PARAMETER_1;
        }
        if (!access.reads()) {
            return access.writes() ? NtStatus.NOT_SUPPORTED : NtStatus.INVALID_PARAMETER_2;
        }
        long bytes = Pages.addressOf(pages);
        boolean aligned = Pages.byteOffset(iova | physicalAddress) == 0;
        if (!aligned || pages <= 0 || !inRange(iova, bytes) || !driver.isPhysical(table, physicalAddress, bytes)) {
            return NtStatus.INVALID_PARAMETER_3;
        }
        return TableRemover.isFree(table, iova, bytes) ? NtStatus.SUCCESS : NtStatus.RESOURCE_IN_USE;
    }

    /** Only the lower half of a sign-extended range is used. */
    private boolean inRange(long iova, long bytes) {
        PageTableMode mode = table.format().mode();
        int bits = mode.addressBits() - (mode.signExtended() ? 1 : 0);
        long limit = 1L << bits;
        return iova >= 0 && bytes > 0 && iova <= limit - bytes;
    }
}
