package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Reads retirement records off the observation port; a top without it never retires anything. */
public final class RetirementPins {
    private static final String[] NAMES = {
        "valid", "device", "write", "iova", "fault", "cause", "spa", "source", "levels"
    };

    private final int[] pins = new int[NAMES.length];

    /** Finds the pins. */
    public RetirementPins(Signals signals) {
        for (int i = 0; i < NAMES.length; i++) {
            pins[i] = signals.find("dbg_retire_" + NAMES[i]);
        }
    }

    /** True if a translation completes in this cycle. */
    public boolean isValid(CycleView cycle) {
        return cycle.isHigh(pins[0]);
    }

    /** True if it was refused. */
    public boolean isFault(CycleView cycle) {
        return cycle.isHigh(pins[4]);
    }

    /** The translation that completes {@code offset} cycles into this record. */
    public Translation read(CycleView cycle, int offset) {
        return new Translation(
                cycle.cycle() + offset,
                (int) cycle.value(pins[1]),
                cycle.isHigh(pins[2]),
                cycle.value(pins[3]),
                cycle.isHigh(pins[4]),
                (int) cycle.value(pins[5]),
                cycle.value(pins[6]),
                Translation.source(cycle.value(pins[7])),
                (int) cycle.value(pins[8]));
    }
}
