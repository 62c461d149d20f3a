package dev.pagewalk.testbench.bench;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.Arrays;

/** Notes, per AXI id, the cycle of the last read address at the device port and at the memory port. */
final class PassageProbe implements RecordConsumer {
    private static final int IDS = 16;

    private final int[] in;
    private final int[] out;
    private final long[] entered = new long[IDS];
    private final long[] left = new long[IDS];

    PassageProbe(Signals signals) {
        in = pins(signals, "s_axi_dev_ar");
        out = pins(signals, "m_axi_mem_ar");
    }

    private static int[] pins(Signals signals, String channel) {
        return new int[] {
            signals.require(channel + "valid"), signals.require(channel + "ready"), signals.require(channel + "id")
        };
    }

    void clear() {
        Arrays.fill(entered, -1);
        Arrays.fill(left, -1);
    }

    @Override
    public void onCycle(CycleView view) {
        note(view, in, entered);
        note(view, out, left);
    }

    private static void note(CycleView view, int[] pins, long[] cycles) {
        if (view.isHigh(pins[0]) && view.isHigh(pins[1])) {
            cycles[(int) view.value(pins[2])] = view.cycle();
        }
    }

    /** Cycles from address in to address out of an id. */
    long passage(int id) {
        return left[id] - entered[id];
    }

    long entered(int id) {
        return entered[id];
    }

    long left(int id) {
        return left[id];
    }
}
