package dev.pagewalk.testbench.judge.stream;

/** The pins that a record stream carries, by port name; a consumer resolves a name once and reads by number. */
public interface Signals {
    /** Number returned for a pin that the design does not have. */
    int ABSENT = -1;

    /** Number of the pin, or {@link #ABSENT}. */
    int find(String name);

    /** Width of the pin in bits, 1 to 64. */
    int width(int signal);

    /** Number of a pin that has to exist. */
    default int require(String name) {
        int signal = find(name);
        if (signal == ABSENT) {
            throw new IllegalArgumentException("pin is not in the records: name=" + name);
        }
        return signal;
    }
}
