package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.ArrayList;
import java.util.List;

/** The pins of one AXI channel: the handshake, every payload pin that the design has, and those that rules look at. */
final class ChannelPins {
    private static final List<String> PAYLOAD = List.of(
            "addr", "id", "len", "size", "burst", "lock", "cache", "prot", "qos", "region", "user", "data", "strb",
            "last", "resp");

    final String name;
    /** Bit of this channel in the masks of a record. */
    final long bit;

    final int[] payload;
    private final Signals signals;
    private final String prefix;

    /** Channel {@code channel} (aw, w, b, ar, r) of {@code bus}. */
    ChannelPins(Signals signals, String bus, String channel) {
        this.signals = signals;
        this.prefix = bus + "_" + channel;
        this.name = prefix;
        bit = signals.channelBit(prefix);
        if (bit == 0) {
            throw new IllegalArgumentException("channel is not in the records: name=" + prefix);
        }
        List<Integer> found = new ArrayList<>();
        for (String part : PAYLOAD) {
            int pin = pin(part);
            if (pin != Signals.ABSENT) {
                found.add(pin);
            }
        }
        payload = found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Number of a payload pin, or {@link Signals#ABSENT}. */
    int pin(String part) {
        return signals.find(prefix + part);
    }

    /** Width of a payload pin, 0 if it is not there. */
    int width(String part) {
        int pin = pin(part);
        return pin == Signals.ABSENT ? 0 : signals.width(pin);
    }
}
