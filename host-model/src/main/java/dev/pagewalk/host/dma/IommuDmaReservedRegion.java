package dev.pagewalk.host.dma;

import dev.pagewalk.host.machine.Pages;

/**
 * IOMMU_DMA_RESERVED_REGION: logical addresses that a domain keeps out of its allocator.
 *
 * @param shouldMap mapped to itself when the domain is made
 */
public record IommuDmaReservedRegion(long base, long numberOfPages, boolean shouldMap) {

    /** True if the region and a range have a page in common. */
    boolean overlaps(long start, long pages) {
        return start < base + Pages.addressOf(numberOfPages) && base < start + Pages.addressOf(pages);
    }
}
