package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.testbench.judge.JudgePanel;
import dev.pagewalk.testbench.judge.Violation;

/** Judges in the thread of the simulation, each step before the next one begins. */
final class JudgingInPlace implements Judging {
    private final JudgePanel panel;
    private final RecordHandler records;

    JudgingInPlace(JudgePanel panel, RecordHandler records) {
        this.panel = panel;
        this.records = records;
    }

    @Override
    public RecordHandler records() {
        return records;
    }

    @Override
    public void say(Runnable what) {
        what.run();
    }

    @Override
    public void endStep(Model model) {
        Violation violation = panel.firstViolation();
        if (violation != null) {
            throw new RunFailedException(violation);
        }
    }

    @Override
    public void settle() {
        // nothing is ever left to be judged
    }

    @Override
    public void throwFailure() {
        // thrown at the end of its step, or by the judge itself
    }

    @Override
    public RunPoint failedAt() {
        return null;
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
