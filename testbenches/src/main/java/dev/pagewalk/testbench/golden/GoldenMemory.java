package dev.pagewalk.testbench.golden;

/**
 * The memory behind the model. Addresses are byte addresses, values little-endian; the model swaps bytes itself.
 * Accesses are naturally aligned.
 */
public interface GoldenMemory {
    /** Reads the eight bytes at an 8-byte aligned address; the value is then in {@link #data()}. */
    AccessOutcome read64(long address);

    /** Value of the last successful read, or the previous value of the last atomic operation. */
    long data();

    /** Stores the low {@code size} (4 or 8) bytes of {@code value}. */
    AccessOutcome write(long address, int size, long value);

    /** Atomically stores {@code desired} where {@code expected} is; {@link #data()} tells the value found. */
    AccessOutcome compareAndSwap(long address, int size, long expected, long desired);

    /** Atomically sets bits of a doubleword; {@link #data()} tells the value found. */
    AccessOutcome fetchOr(long address, long bits);
}
