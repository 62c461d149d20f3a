package dev.pagewalk.testbench.judge.protocol;

import dev.pagewalk.testbench.judge.stream.HeldPins;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.List;

/** The pins of one AXI channel: the handshake, every payload pin that the design has, and those that rules look at. */
final class ChannelPins {
    private static final List<String> PAYLOAD = List.of(
            "addr", "id", "len", "size", "burst", "lock", "cache", "prot", "qos", "region", "atop", "user", "data",
            "strb", "last", "resp");

    final String name;
    /** Bit of this channel in the masks of a record. */
    final long bit;

    private final List<String> payload;
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
        payload = PAYLOAD.stream().filter(part -> pin(part) != Signals.ABSENT).toList();
    }

    /** Every payload pin that the design has, to be held. */
    HeldPins payload() {
        return new HeldPins(signals, payload.stream().mapToInt(this::pin).toArray());
    }

    /** Number of the payload pin at this place. */
    int payload(int place) {
        return pin(payload.get(place));
    }

    /** Name of the payload pin at this place. */
    String payloadName(int place) {
        return prefix + payload.get(place);
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
