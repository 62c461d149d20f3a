package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.util.function.Consumer;

/** Writes a line per memory access and per translation in a window of cycles. */
public final class Timeline implements RecordConsumer {
    private final RetirementPins pins;
    private final long from;
    private final long to;
    private final Consumer<String> lines;

    /** A timeline of the cycles from {@code from} to before {@code to}. */
    public Timeline(Signals signals, long from, long to, Consumer<String> lines) {
        pins = new RetirementPins(signals);
        this.from = from;
        this.to = to;
        this.lines = lines;
    }

    @Override
    public void onCycle(CycleView cycle) {
        for (int i = 0; pins.isValid(cycle) && i < cycle.repeat(); i++) {
            if (contains(cycle.cycle() + i)) {
                lines.accept(pins.read(cycle, i).line());
            }
        }
    }

    @Override
    public void onEvent(EventView event) {
        if (contains(event.cycle())) {
            lines.accept(AccessLine.of(
                    event.cycle(), event.kind(), event.port(), event.address(), event.data(), event.strobe()));
        }
    }

    private boolean contains(long cycle) {
        return cycle >= from && cycle < to;
    }
}
