package dev.pagewalk.testbench.judge.data;

/** Follows requests of devices through the IOMMU. The bursts are used again after the call. */
public interface TrafficListener {
    /** A device's request was accepted. */
    default void accepted(Burst request) {}

    /**
     * A request was answered to its last beat.
     *
     * @param request on the device port
     * @param left the same on the memory port, or null if it never left
     * @param response the answer; of a read the one of its first beat
     * @param cycle of the answer
     */
    default void answered(Burst request, Burst left, int response, long cycle) {}

    /**
     * Whether a request that is being answered may be the one that left as a burst, where by all that the two ports show
     * it may as well have ended in the IOMMU, and a later one have left.
     */
    default boolean mayHaveLeft(Burst request, Burst left) {
        return true;
    }
}
