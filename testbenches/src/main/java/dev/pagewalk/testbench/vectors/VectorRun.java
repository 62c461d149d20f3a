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

    /** A scenario that has been read, and the length of its line, which stays in memory until it is played. */
    private record Pending(Future<Verdict> verdict, int characters) {}

    private static final int AHEAD_PER_TARGET = 32;
    private static final int MAX_CHARACTERS_AHEAD = LineSource.MAX_LINE;

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

    /**
     * Plays one file. A malformed line is a verdict; when the rest cannot be read, as in a truncated compressed file, an
     * {@link IOException} ends the run after every verdict up to there.
     */
    public void play(Path file, Listener listener) throws IOException, InterruptedException {
        try (LineSource lines = LineSource.open(file)) {
            play(lines, listener);
        }
    }

    /** As {@link #play(Path, Listener)}, from lines that need not be a file. */
    void play(LineSource lines, Listener listener) throws IOException, InterruptedException {
        Queue<Pending> pending = new ArrayDeque<>();
        try {
            long characters = 0;
            Pending next = submitNext(lines);
            while (next != null) {
                pending.add(next);
                characters += next.characters;
                while (pending.size() > AHEAD_PER_TARGET * targets.size() || characters > MAX_CHARACTERS_AHEAD) {
                    characters -= pending.element().characters;
                    deliver(pending.remove().verdict, listener);
                }
                next = submitNext(lines);
            }
        } finally {
            while (!pending.isEmpty()) {
                deliver(pending.remove().verdict, listener);
            }
        }
    }

    private Pending submitNext(LineSource lines) throws IOException {
        String line;
        try {
            line = lines.next();
        } catch (VectorFormatException e) {
            int number = lines.number();
            return new Pending(workers.submit(() -> Verdict.malformed(number, e.getMessage())), 0);
        }
        if (line == null) {
            return null;
        }
        int number = lines.number();
        return new Pending(workers.submit(() -> playLine(line, number)), line.length());
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
