package dev.pagewalk.testbench.judge.data;

/** Follows requests of devices through the IOMMU. */
public interface TrafficListener {
    /** True if the request may leave with this memory address now. */
    boolean permits(Burst request, long memoryAddress);

    /** A request left through the memory port. */
    default void forwarded(Burst request, long memoryAddress, long cycle) {}

    /** A request that never left was answered with an error. */
    default void rejected(Burst request, int response, long cycle) {}
}
