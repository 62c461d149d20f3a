package dev.pagewalk.host.dxgk;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.dma.DmaIommuInterfaceEx;
import dev.pagewalk.host.dma.IommuMapPhysicalAddress;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts the mappings of each page of a domain and maps a page with the first, unmaps it with the last (D13). */
final class DomainPages {

    private static final int READ_WRITE = DriverListener.READ | DriverListener.WRITE;

    private final KernelMachine machine;
    private final DmaIommuInterfaceEx iommu;

    DomainPages(KernelMachine machine, DmaIommuInterfaceEx iommu) {
        this.machine = machine;
        this.iommu = iommu;
    }

    /** Maps the pages that are new to the domain; all or none (S-DX-4). */
    NtStatus map(DxgkAdapter adapter, IoMmuMapping mapping) {
        List<Long> fresh = new ArrayList<>();
        List<Long> raised = new ArrayList<>();
        for (long pfn : distinct(mapping)) {
            if (!adapter.references.containsKey(pfn)) {
                fresh.add(pfn);
            } else if (mapping.writes() && !adapter.isWritable(pfn)) {
                raised.add(pfn);
            }
        }
        NtStatus status = mapFresh(adapter, fresh, mapping.permissions());
        if (status.isSuccess() && !raised.isEmpty()) {
            status = raise(adapter, raised, fresh);
        }
        if (status.isSuccess()) {
            count(adapter, mapping, fresh);
        }
        return status;
    }

    /** Unmaps the pages that no other mapping of the domain holds; returns after the fence (S-DX-10). */
    void unmap(DxgkAdapter adapter, IoMmuMapping mapping) {
        List<Long> last = new ArrayList<>();
        for (long pfn : distinct(mapping)) {
            if (adapter.references.get(pfn) == 1) {
                last.add(pfn);
            }
        }
        unmapNow(adapter, last);
        for (long pfn : distinct(mapping)) {
            adapter.references.computeIfPresent(pfn, (page, count) -> count == 1 ? null : count - 1);
        }
        last.forEach(pfn -> {
            adapter.writable(pfn, false);
            machine.pfns().deviceUnmapped(pfn);
        });
    }

    /** Maps what was recorded while the IOMMU was off. */
    NtStatus mapRecorded(DxgkAdapter adapter) {
        List<Long> writable = new ArrayList<>();
        List<Long> readable = new ArrayList<>();
        adapter.references.keySet().forEach(pfn -> (adapter.isWritable(pfn) ? writable : readable).add(pfn));
        NtStatus status = mapNow(adapter, writable, READ_WRITE);
        return status.isSuccess() ? mapNow(adapter, readable, DriverListener.READ) : status;
    }

    private NtStatus mapFresh(DxgkAdapter adapter, List<Long> fresh, int permissions) {
        return adapter.isEnabled() ? mapNow(adapter, fresh, permissions) : NtStatus.SUCCESS;
    }

    /** Pages that were read-only become writable. */
    private NtStatus raise(DxgkAdapter adapter, List<Long> raised, List<Long> fresh) {
        if (adapter.isEnabled()) {
            unmapNow(adapter, raised);
            NtStatus status = mapNow(adapter, raised, READ_WRITE);
            if (!status.isSuccess()) {
                unmapNow(adapter, fresh);
                mapNow(adapter, raised, DriverListener.READ);
                return status;
            }
        }
        raised.forEach(pfn -> adapter.writable(pfn, true));
        return NtStatus.SUCCESS;
    }

    private void count(DxgkAdapter adapter, IoMmuMapping mapping, List<Long> fresh) {
        fresh.forEach(pfn -> {
            machine.pfns().deviceMapped(pfn);
            adapter.writable(pfn, mapping.writes());
        });
        distinct(mapping).forEach(pfn -> adapter.references.merge(pfn, 1, Integer::sum));
    }

    private NtStatus mapNow(DxgkAdapter adapter, List<Long> pfns, int permissions) {
        return pfns.isEmpty()
                ? NtStatus.SUCCESS
                : iommu.mapIdentityRangeEx(adapter.domain(), permissions, new IommuMapPhysicalAddress.OfPfns(pfns));
    }

    private void unmapNow(DxgkAdapter adapter, List<Long> pfns) {
        if (pfns.isEmpty() || !adapter.isEnabled()) {
            return;
        }
        NtStatus status = iommu.unmapIdentityRangeEx(adapter.domain(), new IommuMapPhysicalAddress.OfPfns(pfns));
        if (!status.isSuccess()) {
            throw machine.bugCheck(
                    BugCheckCode.HAL_IOMMU_INTERNAL_ERROR,
                    1,
                    status.code(),
                    adapter.domain().hardware().id(),
                    pfns.get(0) << 12,
                    "unmap of mapped pages refused");
        }
    }

    private static Set<Long> distinct(IoMmuMapping mapping) {
        Set<Long> pfns = new LinkedHashSet<>();
        for (long pfn : mapping.pfns()) {
            pfns.add(pfn);
        }
        return pfns;
    }
}
