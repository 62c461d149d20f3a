package dev.pagewalk.testbench.golden;

/**
 * Whether a page request may enter the queue [IOMMU §7 page requests].
 *
 * @param cause why it may not, {@code null} when it may
 * @param recorded whether a fault record was due, DTF considered
 * @param prpr PRPR of the device context, false without one
 */
public record PageVerdict(Cause cause, boolean recorded, boolean prpr) {}
