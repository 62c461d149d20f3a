package dev.pagewalk.testbench.golden;

/** Hears of commands at the moment they are executed. */
public interface IommuListener {
    /** An IOTINVAL or IODIR command was executed. */
    default void onInvalidation(Invalidation invalidation) {}

    /** An IOFENCE.C completed, after it asked for the ordering of earlier reads and writes. */
    default void onFence(boolean previousReads, boolean previousWrites) {}
}
