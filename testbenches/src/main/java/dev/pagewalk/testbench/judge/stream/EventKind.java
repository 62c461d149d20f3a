package dev.pagewalk.testbench.judge.stream;

/** What an event record tells. */
public enum EventKind {
    /** A beat was read from memory at this cycle. */
    MEMORY_READ,
    /** A beat was written to memory at this cycle: from here on it is visible. */
    MEMORY_WRITE,
    /** Memory was initialised while nothing was outstanding. */
    POKE,
    /** Any other event; judges ignore it. */
    OTHER
}
