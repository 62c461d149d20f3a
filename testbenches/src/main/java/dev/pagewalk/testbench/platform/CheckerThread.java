package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.testbench.judge.Violation;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs the judges behind the simulation. Records are copied into batches, with what the host said and asked for between
 * them; a thread hands the batches to the judges in order. After each step of the simulation it looks for a violation, as
 * the simulation would: the first step with one ends judging, and where the run stood after that step is where it failed,
 * however much further the simulation has come.
 *
 * <p>Everything but {@link #judge} is called by the thread of the simulation. It waits when {@value #BATCHES} batches are
 * on their way, so memory does not grow.
 */
final class CheckerThread implements AutoCloseable {
    private static final int BATCHES = 4;
    private static final int BATCH_RECORDS = 2048;

    /** How judging ended before its time: what it found or threw, after which step. */
    private record Failure(RunPoint point, RuntimeException exception, Error error) {}

    private final RecordHandler judges;
    private final Supplier<Violation> firstViolation;
    private final Thread thread;
    private final ArrayDeque<CheckerBatch> free = new ArrayDeque<>();
    private final ArrayDeque<CheckerBatch> full = new ArrayDeque<>();
    private CheckerBatch filling;
    /** Where the run stood after the last step that was judged; the judging thread's own. */
    private RunPoint reached;

    private boolean judging;
    private boolean closed;
    private volatile Failure failure;

    /** Starts the thread; {@code firstViolation} is asked by it after each step. */
    CheckerThread(CycleLayout layout, RecordHandler judges, Supplier<Violation> firstViolation) {
        this.judges = judges;
        this.firstViolation = firstViolation;
        filling = new CheckerBatch(layout);
        for (int i = 1; i < BATCHES; i++) {
            free.add(new CheckerBatch(layout));
        }
        thread = new Thread(this::run, "pagewalk-judges");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the records go. */
    RecordHandler records() {
        return filling.tape;
    }

    /** Something was said or asked for before the next step. */
    void say(Runnable what) {
        filling.say(what);
    }

    /** A step of the simulation has ended. */
    void endStep(RunPoint point) {
        filling.endStep(point);
        if (filling.isFull(BATCH_RECORDS)) {
            handOver();
        }
    }

    private synchronized void handOver() {
        full.add(filling);
        notifyAll();
        awaitUntil(() -> !free.isEmpty());
        filling = free.remove();
    }

    /** Waits until everything so far was judged. */
    void settle() {
        if (closed) {
            return;
        }
        if (!filling.isEmpty()) {
            handOver();
        }
        synchronized (this) {
            awaitUntil(() -> full.isEmpty() && !judging);
        }
    }

    private void awaitUntil(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what judging ended with, if it has ended. */
    void throwFailure() {
        Failure known = failure;
        if (known == null) {
            return;
        }
        if (known.error != null) {
            throw known.error;
        }
        throw known.exception;
    }

    /** Where the run stood when judging ended before its time, or null. */
    RunPoint failedAt() {
        Failure known = failure;
        return known == null ? null : known.point;
    }

    private void run() {
        for (CheckerBatch batch = next(); batch != null; batch = next()) {
            if (failure == null) {
                judge(batch);
            }
            giveBack(batch);
        }
    }

    private synchronized CheckerBatch next() {
        awaitUntil(() -> !full.isEmpty() || closed);
        judging = !full.isEmpty();
        return full.poll();
    }

    private synchronized void giveBack(CheckerBatch batch) {
        batch.clear();
        free.add(batch);
        judging = false;
        notifyAll();
    }

    private void judge(CheckerBatch batch) {
        int step = 0;
        try {
            for (; step < batch.steps(); step++) {
                batch.tellBefore(step);
                batch.tape.playTo(batch.cyclesAfter(step), batch.eventsAfter(step), judges);
                Violation violation = firstViolation.get();
                if (violation != null) {
                    failure = new Failure(batch.pointAfter(step), new RunFailedException(violation), null);
                    return;
                }
                reached = batch.pointAfter(step);
            }
            batch.tellBefore(step);
            // of a step that the model itself ended: the run fails with that, whatever is found here
            batch.tape.playTo(batch.tape.cycleRecords(), batch.tape.eventRecords(), judges);
        } catch (RuntimeException e) {
            failure = new Failure(pointAfter(batch, step), e, null);
        } catch (Error e) {
            failure = new Failure(pointAfter(batch, step), null, e);
        }
    }

    private RunPoint pointAfter(CheckerBatch batch, int step) {
        return step < batch.steps() ? batch.pointAfter(step) : reached;
    }

    /** Judges what is left and ends the thread; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        settle();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
