package dev.pagewalk.testbench.judge.stream;

/** One memory event with its commit cycle; a flyweight, valid only during the call that hands it out. */
public interface EventView {
    /** Cycle at which the access commits. */
    long cycle();

    EventKind kind();

    /** Port over which the access came. */
    MemoryPort port();

    /** Physical address of byte lane 0 of {@link #data()}, a multiple of 8. */
    long address();

    /** Eight bytes, byte lane 0 lowest. */
    long data();

    /** Lanes that were written, bit n for byte lane n. */
    int strobe();

    /** AXI id of the transaction. */
    int id();

    /** Index of the beat in its burst. */
    int beat();

    /** True if memory did what was asked: read sound data, or changed the bytes. */
    boolean isOkay();

    /** True for an exclusive access. */
    default boolean isExclusive() {
        return false;
    }

    /** True if data were marked as corrupt. */
    default boolean isPoison() {
        return false;
    }

    /** True if it went well: a write whose answer is marked as corrupt has changed memory, and has failed. */
    default boolean isSound() {
        return isOkay() && !isPoison();
    }

    /** True if memory answered with an error; a failed exclusive is none. */
    default boolean isError() {
        return kind() == EventKind.MEMORY_READ && !isOkay() && !isPoison();
    }

    /** AxUSER of the access. */
    default long user() {
        return 0;
    }
}
