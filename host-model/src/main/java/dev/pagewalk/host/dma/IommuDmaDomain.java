package dev.pagewalk.host.dma;

import dev.pagewalk.host.iommu.IommuDomain;

import java.util.ArrayList;
import java.util.List;

/** IOMMU_DMA_DOMAIN: opaque to its users; the interface changes it. */
public final class IommuDmaDomain {

    final IommuDmaDomainType type;
    final IommuDomain hardware;
    /** Null without an allocator. */
    final LogicalAllocator allocator;

    final List<IommuDmaReservedRegion> reserved;
    final List<IommuDmaLogicalAddressToken> tokens = new ArrayList<>();

    IommuDmaDomain(
            IommuDmaDomainType type,
            IommuDomain hardware,
            LogicalAllocator allocator,
            List<IommuDmaReservedRegion> reserved) {
        this.type = type;
        this.hardware = hardware;
        this.allocator = allocator;
        this.reserved = List.copyOf(reserved);
    }

    /** Type of the domain. */
    public IommuDmaDomainType type() {
        return type;
    }

    /** The driver's domain below. */
    public IommuDomain hardware() {
        return hardware;
    }

    /** Highest logical and physical address that fits. */
    public long highestVisibleAddress() {
        return hardware.highestVisibleAddress();
    }

    boolean isReserved(long start, long pages) {
        return reserved.stream().anyMatch(region -> region.overlaps(start, pages));
    }
}
