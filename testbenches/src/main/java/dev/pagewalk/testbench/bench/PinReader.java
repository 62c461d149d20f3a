package dev.pagewalk.testbench.bench;

import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges nothing: reads the payload of each channel that moves, and keeps memory up to date, once. What that costs is the
 * least that a judge which looks at all of it, such as the data judge, can cost.
 */
final class PinReader implements Judge {
    private static final List<String> BUSES =
            List.of("s_axi_cfg", "s_axi_dev", "m_axi_mem", "m_axi_ptw", "s_axi_host", "m_axi_host");
    private static final List<String> CHANNELS = List.of("aw", "w", "b", "ar", "r");
    private static final List<String> PAYLOAD =
            List.of("addr", "id", "len", "size", "burst", "lock", "user", "data", "strb", "last", "resp");

    private final ShadowMemory memory = new ShadowMemory();
    /** The bit of each channel in the masks of a record. */
    private final long[] bits;
    /** The payload pins of each channel. */
    private final int[][] pins;

    private long sum;

    PinReader(Signals signals) {
        List<String> channels = BUSES.stream()
                .flatMap(bus -> CHANNELS.stream().map(kind -> bus + "_" + kind))
                .filter(channel -> signals.channelBit(channel) != 0)
                .toList();
        bits = channels.stream().mapToLong(signals::channelBit).toArray();
        pins = channels.stream().map(channel -> pins(signals, channel)).toArray(int[][]::new);
    }

    private static int[] pins(Signals signals, String channel) {
        Stream<Integer> pins = PAYLOAD.stream().map(part -> signals.find(channel + part));
        return pins.flatMapToInt(pin -> pin == Signals.ABSENT ? IntStream.empty() : IntStream.of(pin))
                .toArray();
    }

    @Override
    public String name() {
        return "reading";
    }

    @Override
    public void onCycle(CycleView view) {
        long moving = view.moving();
        for (int channel = 0; channel < bits.length; channel++) {
            if ((moving & bits[channel]) != 0) {
                for (int pin : pins[channel]) {
                    sum += view.value(pin);
                }
            }
        }
    }

    @Override
    public void onEvent(EventView event) {
        sum += memory.read(event.address());
        memory.apply(event);
    }

    /** Depends on everything that was read, so that no reading can be left out. */
    @Override
    public long checks() {
        return sum | 1;
    }

    @Override
    public List<Violation> violations() {
        return List.of();
    }
}
