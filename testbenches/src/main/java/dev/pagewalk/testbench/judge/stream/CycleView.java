package dev.pagewalk.testbench.judge.stream;

/**
 * All pins of one clock cycle as sampled before its rising edge; a flyweight, valid only during the call that hands it
 * out.
 */
public interface CycleView {
    /** First cycle that this record stands for. */
    long cycle();

    /** Number of consecutive cycles with these same pins, at least 1; always 1 where a handshake happens. */
    int repeat();

    /** Value of a pin, zero-extended; 0 for {@link Signals#ABSENT}. */
    long value(int signal);

    /** A word of the record, which holds the pins that {@link Signals#wordOf} says. */
    long word(int index);

    /** VALID of every AXI channel, by {@link Signals#channel}. */
    long valid();

    /** READY of every AXI channel, by {@link Signals#channel}. */
    long ready();

    /** The channels on which a transfer happens at the end of this cycle. */
    default long moving() {
        return valid() & ready();
    }

    /** True if a one-bit pin is 1. */
    default boolean isHigh(int signal) {
        return value(signal) != 0;
    }
}
