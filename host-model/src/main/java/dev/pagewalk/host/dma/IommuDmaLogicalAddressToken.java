package dev.pagewalk.host.dma;

import java.util.ArrayList;
import java.util.List;

/** IOMMU_DMA_LOGICAL_ADDRESS_TOKEN: a reserved range of logical addresses. */
public final class IommuDmaLogicalAddressToken {

    /** IOMMU_DMA_LOGICAL_ADDRESS_TOKEN_MAPPED_SEGMENT. */
    public record MappedSegment(IommuDmaLogicalAddressToken owningToken, long offset, long size) {
        boolean overlaps(long start, long bytes) {
            return start < offset + size && offset < start + bytes;
        }
    }

    final IommuDmaDomain domain;
    final List<MappedSegment> segments = new ArrayList<>();
    private final long logicalAddressBase;
    private final long size;
    boolean freed;

    IommuDmaLogicalAddressToken(IommuDmaDomain domain, long logicalAddressBase, long size) {
        this.domain = domain;
        this.logicalAddressBase = logicalAddressBase;
        this.size = size;
    }

    /** First logical address. */
    public long logicalAddressBase() {
        return logicalAddressBase;
    }

    /** Bytes. */
    public long size() {
        return size;
    }
}
