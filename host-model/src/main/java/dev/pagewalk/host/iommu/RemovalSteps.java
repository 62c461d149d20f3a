package dev.pagewalk.host.iommu;

/** The steps of removing translations, for an {@link UpdateProtocol} to put in order. */
public interface RemovalSteps {

    /** Stores the cleared entries. */
    void clear();

    /** Writes the invalidation commands behind the tail; the IOMMU does not see them yet. */
    void invalidate();

    /** Shows queued commands to the IOMMU without waiting. */
    void ring();

    /** Queues a fence, shows everything queued to the IOMMU, and waits for completion. */
    void fence();
}
