package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.record.CycleLayout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the simulation hands over to the judges at a time: several steps, each with what was said before it, its records,
 * and where the run stood after it. Used again when it was judged.
 */
final class CheckerBatch {
    private static final int FIELDS = 6;
    private static final int SAID = 0;
    private static final int CYCLES = 1;
    private static final int EVENTS = 2;
    private static final int CYCLE = 3;
    private static final int HASH = 4;
    private static final int JOURNAL = 5;

    final RecordTape tape;
    private final List<Runnable> said = new ArrayList<>();
    private long[] steps = new long[FIELDS * 64];
    private int stepCount;

    CheckerBatch(CycleLayout layout) {
        tape = new RecordTape(layout);
    }

    void say(Runnable what) {
        said.add(what);
    }

    /** Ends a step of the simulation. */
    void endStep(RunPoint point) {
        int at = stepCount * FIELDS;
        if (at == steps.length) {
            steps = Arrays.copyOf(steps, at * 2);
        }
        steps[at + SAID] = said.size();
        steps[at + CYCLES] = tape.cycleRecords();
        steps[at + EVENTS] = tape.eventRecords();
        steps[at + CYCLE] = point.cycle();
        steps[at + HASH] = point.hash();
        steps[at + JOURNAL] = point.journalBytes();
        stepCount++;
    }

    int steps() {
        return stepCount;
    }

    /** Does what was said before a step and not before an earlier one; after the last step, all the rest. */
    void tellBefore(int step) {
        int from = step == 0 ? 0 : (int) steps[(step - 1) * FIELDS + SAID];
        int to = step == stepCount ? said.size() : (int) steps[step * FIELDS + SAID];
        for (int i = from; i < to; i++) {
            said.get(i).run();
        }
    }

    int cyclesAfter(int step) {
        return (int) steps[step * FIELDS + CYCLES];
    }

    int eventsAfter(int step) {
        return (int) steps[step * FIELDS + EVENTS];
    }

    /** Where the run stood after a step. */
    RunPoint pointAfter(int step) {
        int at = step * FIELDS;
        return new RunPoint(steps[at + CYCLE], steps[at + HASH], steps[at + JOURNAL]);
    }

    boolean isEmpty() {
        return said.isEmpty() && tape.records() == 0;
    }

    boolean isFull(int records) {
        return tape.records() >= records;
    }

    void clear() {
        tape.clear();
        said.clear();
        stepCount = 0;
    }
}
