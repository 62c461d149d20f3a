package dev.pagewalk.testbench.judge;

/** Told what Java asked the bus models to do, in the order in which it asked. */
public interface StimulusListener {
    /** The host stores the low bytes of a value. */
    default void hostStored(long address, int bytes, long value) {}

    /** A device writes a burst; the arrays are not changed afterwards. */
    default void deviceWrites(long address, long user, long[] data, int[] strobes) {}
}
