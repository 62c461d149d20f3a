package dev.pagewalk.testbench.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Plays the scenarios of a file, several at a time, and hands out their verdicts in the order of the file. Memory use
 * does not depend on the length of the file.
 */
public final class VectorRun implements AutoCloseable {
    /** Takes verdicts in file order. */
    @FunctionalInterface
    public interface Listener {
        void onVerdict(Verdict verdict);
    }

    private static final int AHEAD_PER_TARGET = 32;

    private final Selection selection;
    private final BlockingQueue<VectorTarget> idle;
    private final List<VectorTarget> targets;
    private final ExecutorService workers;

    /** Plays on {@code parallelism} targets of {@code supplier}. */
    public VectorRun(Supplier<VectorTarget> supplier, int parallelism, Selection selection) {
        this.selection = selection;
        idle = new ArrayBlockingQueue<>(parallelism);
        for (int i = 0; i < parallelism; i++) {
            idle.add(supplier.get());
        }
        targets = List.copyOf(idle);
        workers = Executors.newFixedThreadPool(parallelism);
    }

    /** Plays one file; an unreadable file is an {@link IOException}, a malformed line a verdict. */
    public void play(Path file, Listener listener) throws IOException, InterruptedException {
        Queue<Future<Verdict>> pending = new ArrayDeque<>();
        int ahead = AHEAD_PER_TARGET * targets.size();
        try (LineSource lines = LineSource.open(file)) {
            Future<Verdict> next = submitNext(lines);
            while (next != null) {
                pending.add(next);
                if (pending.size() > ahead) {
                    deliver(pending.remove(), listener);
                }
                next = submitNext(lines);
            }
        }
        while (!pending.isEmpty()) {
            deliver(pending.remove(), listener);
        }
    }

    private Future<Verdict> submitNext(LineSource lines) throws IOException {
        String line;
        try {
            line = lines.next();
        } catch (VectorFormatException e) {
            int number = lines.number();
            return workers.submit(() -> Verdict.malformed(number, e.getMessage()));
        }
        if (line == null) {
            return null;
        }
        int number = lines.number();
        return workers.submit(() -> playLine(line, number));
    }

    private static void deliver(Future<Verdict> future, Listener listener) throws InterruptedException {
        try {
            Verdict verdict = future.get();
            if (verdict != null) {
                listener.onVerdict(verdict);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker failed", e.getCause());
        }
    }

    /** The verdict, or {@code null} for a scenario that is not selected. */
    private Verdict playLine(String line, int number) throws InterruptedException {
        Scenario scenario;
        try {
            scenario = ScenarioParser.parse(line);
        } catch (VectorFormatException e) {
            return Verdict.malformed(number, e.getMessage());
        }
        if (!selection.accepts(scenario)) {
            return null;
        }
        VectorTarget target = idle.take();
        try {
            return playOn(target, scenario);
        } finally {
            idle.add(target);
        }
    }

    private static Verdict playOn(VectorTarget target, Scenario scenario) {
        try {
            Set<String> missing = target.missing(scenario);
            if (!missing.isEmpty()) {
                return Verdict.skipped(scenario.id(), missing);
            }
            return Verdict.played(scenario.id(), new ScenarioPlayer(target).play(scenario));
        } catch (RuntimeException e) {
            return Verdict.broken(scenario.id(), e);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        targets.forEach(VectorTarget::close);
    }
}
