package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.stream.BurstShape;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Pin numbers of one AXI4 bus, and the handshakes and payloads on them. */
final class AxiPins {
    private static final String[] CHANNELS = {"aw", "w", "b", "ar", "r"};
    static final int AW = 0;
    static final int W = 1;
    static final int B = 2;
    static final int AR = 3;
    static final int R = 4;

    private final long[] bits = new long[CHANNELS.length];
    private final long mask;
    private final int[] id = new int[CHANNELS.length];
    private final int[] response = new int[CHANNELS.length];
    private final int[] data = new int[CHANNELS.length];
    private final int[] last = new int[CHANNELS.length];
    private final int[][] address = new int[CHANNELS.length][];
    private final int strobe;
    private final int operation;
    private final int idWidth;

    AxiPins(Signals signals, String bus) {
        for (int channel = 0; channel < CHANNELS.length; channel++) {
            String prefix = bus + "_" + CHANNELS[channel];
            bits[channel] = signals.channelBit(prefix);
            if (bits[channel] == 0) {
                throw new IllegalArgumentException("channel is not in the records: name=" + prefix);
            }
            id[channel] = signals.find(prefix + "id");
            response[channel] = signals.find(prefix + "resp");
            data[channel] = signals.find(prefix + "data");
            last[channel] = signals.find(prefix + "last");
            address[channel] = new int[] {
                signals.find(prefix + "addr"),
                signals.find(prefix + "len"),
                signals.find(prefix + "size"),
                signals.find(prefix + "burst"),
                signals.find(prefix + "lock"),
                signals.find(prefix + "user")
            };
        }
        strobe = signals.find(bus + "_wstrb");
        operation = signals.find(bus + "_awatop");
        mask = bits[AW] | bits[W] | bits[B] | bits[AR] | bits[R];
        idWidth = id[AR] == Signals.ABSENT ? 0 : signals.width(id[AR]);
    }

    int idWidth() {
        return idWidth;
    }

    /** The bits of all channels of this bus in the masks of a record. */
    long mask() {
        return mask;
    }

    /** True if the channel is among those that move. */
    boolean taken(long moving, int channel) {
        return (moving & bits[channel]) != 0;
    }

    int id(CycleView view, int channel) {
        return (int) view.value(id[channel]);
    }

    int response(CycleView view, int channel) {
        return (int) view.value(response[channel]);
    }

    long data(CycleView view, int channel) {
        return view.value(data[channel]);
    }

    int strobe(CycleView view) {
        return (int) view.value(strobe);
    }

    boolean isLast(CycleView view, int channel) {
        return view.isHigh(last[channel]);
    }

    /** True if the write address in this cycle is one of an atomic transaction. */
    boolean isAtomic(CycleView view) {
        return operation != Signals.ABSENT && view.value(operation) != 0;
    }

    /** Starts a burst from an address channel. */
    Burst read(CycleView view, int channel, Burst into) {
        int[] pins = address[channel];
        int shape = BurstShape.of(
                (int) view.value(pins[1]), (int) view.value(pins[2]), (int) view.value(pins[3]), view.isHigh(pins[4]));
        return into.start(
                channel == AW, id(view, channel), view.value(pins[0]), shape, view.value(pins[5]), view.cycle());
    }
}
