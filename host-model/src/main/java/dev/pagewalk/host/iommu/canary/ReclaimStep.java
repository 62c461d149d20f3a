package dev.pagewalk.host.iommu.canary;

/** The steps of reclaiming device-visible pages; the order of the constants is the only right one. */
public enum ReclaimStep {
    CLEAR,
    INVALIDATE,
    FENCE,
    UNLOCK
}
