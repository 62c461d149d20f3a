package dev.pagewalk.testbench.judge.stream;

/** The pins that a record stream carries, by port name; a consumer resolves a name once and reads by number. */
public interface Signals {
    /** Number returned for a pin that the design does not have. */
    int ABSENT = -1;

    /** Number of the pin, or {@link #ABSENT}. */
    int find(String name);

    /**
     * Number of an AXI channel, such as {@code s_axi_dev_aw}: its bit in {@link CycleView#valid} and {@link
     * CycleView#ready}; {@link #ABSENT} if the design does not have it.
     */
    int channel(String name);

    /** Mask with the bit of a channel, 0 if the design does not have it. */
    default long channelBit(String name) {
        int channel = channel(name);
        return channel == ABSENT ? 0 : 1L << channel;
    }

    /** Width of the pin in bits, 1 to 64. */
    int width(int signal);

    /** Word of a record in which the pin lies; several pins may share one. */
    int wordOf(int signal);

    /** The bits of that word that are the pin's. */
    long bitsOf(int signal);

    /** Number of a pin that has to exist. */
    default int require(String name) {
        int signal = find(name);
        if (signal == ABSENT) {
            throw new IllegalArgumentException("pin is not in the records: name=" + name);
        }
        return signal;
    }
}
