package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.JudgePanel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Judges in a thread of their own. Events that concern commands stay with the thread of the simulation. While somebody
 * watches who expects to see each step as it ends, the simulation waits after each.
 */
final class JudgingBehind implements Judging {
    private final JudgePanel panel;
    private final Path journal;
    private final CheckerThread thread;
    private final RecordHandler records;

    /** {@code judges} hands records to the panel; {@code journal} is null without one. */
    JudgingBehind(Model model, JudgePanel panel, RecordHandler judges, Completions completions, Path journal) {
        this.panel = panel;
        this.journal = journal;
        thread = new CheckerThread(model.layout(), judges, panel::firstViolation);
        records = new RecordHandler() {
            @Override
            public void onCycle(CycleRecordFlyweight record) {
                thread.records().onCycle(record);
            }

            @Override
            public void onEvent(EventRecordFlyweight event) {
                switch (event.kind()) {
                    case MEMORY_READ, MEMORY_WRITE, POKE -> thread.records().onEvent(event);
                    default -> completions.onEvent(event);
                }
            }
        };
    }

    @Override
    public RecordHandler records() {
        return records;
    }

    @Override
    public void say(Runnable what) {
        thread.say(what);
    }

    @Override
    public void endStep(Model model) {
        thread.endStep(new RunPoint(model.cycle(), model.recordHash(), journalBytes()));
        if (panel.isWatched()) {
            thread.settle();
        }
        thread.throwFailure();
    }

    private long journalBytes() {
        try {
            return journal == null ? 0 : Files.size(journal);
        } catch (IOException e) {
            throw new UncheckedIOException("journal unreadable: file=" + journal, e);
        }
    }

    @Override
    public void settle() {
        thread.settle();
    }

    @Override
    public void throwFailure() {
        thread.throwFailure();
    }

    @Override
    public RunPoint failedAt() {
        return thread.failedAt();
    }

    @Override
    public void close() {
        thread.close();
    }
}
