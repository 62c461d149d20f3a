package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.testbench.judge.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Makes a failing interleaving smaller, as long as it fails by the same rule of the same judge: first what was never
 * reached goes, then groups of operations, larger ones first (delta debugging), then pages, lengths and delays.
 *
 * <p>Every run is a whole simulation, so the number of runs and the time are bounded; when a bound is hit, the smallest
 * so far is the result.
 */
public final class Shrinker {
    /** Most runs unless told otherwise. */
    public static final int DEFAULT_RUNS = 300;
    /** Most seconds unless told otherwise. */
    public static final int DEFAULT_SECONDS = 120;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Trial trial;
    private final Consumer<String> progress;
    private int mostRuns = DEFAULT_RUNS;
    private long mostNanos = DEFAULT_SECONDS * NANOS_PER_SECOND;
    private long begun;
    private int runs;
    private int original;
    private Violation wanted;
    private Interleaving best;

    /**
     * What was reached.
     *
     * @param interleaving the smallest that fails
     * @param original operations of the first one
     * @param runs how many simulations it took
     */
    public record Result(Interleaving interleaving, int original, int runs) {}

    /** A shrinker that tells how far it is. */
    public Shrinker(Trial trial, Consumer<String> progress) {
        this.trial = trial;
        this.progress = progress;
    }

    /** Bounds the search. */
    public Shrinker bounds(int maximumRuns, int seconds) {
        mostRuns = maximumRuns;
        mostNanos = seconds * NANOS_PER_SECOND;
        return this;
    }

    /** Shrinks an interleaving that failed like this. */
    public Result shrink(Interleaving failing, Trial.Outcome failure) {
        begun = System.nanoTime();
        runs = 0;
        best = failing;
        original = failing.operations().size();
        wanted = failure.violation()
                .orElseThrow(() -> new IllegalArgumentException("nothing failed: seed=" + failing.seed()));
        accept(failing.with(failing.operations().subList(0, Math.min(failure.reached(), original))));
        removeGroups();
        boolean smaller = simplify();
        while (smaller && !exhausted()) {
            int before = best.operations().size();
            removeGroups();
            smaller = best.operations().size() < before;
        }
        return new Result(best, original, runs);
    }

    private void removeGroups() {
        int group = Math.max(1, best.operations().size() / 2);
        while (group >= 1 && !exhausted()) {
            boolean removed = removeGroupsOf(group);
            if (group == 1 && !removed) {
                return;
            }
            group = group == 1 ? 1 : group / 2;
        }
    }

    /** From the end, where what has nothing to do with the failure is most likely. */
    private boolean removeGroupsOf(int size) {
        boolean removed = false;
        for (int end = best.operations().size(); end > 0 && !exhausted(); end -= size) {
            List<Operation> rest = new ArrayList<>(best.operations());
            rest.subList(Math.max(0, end - size), Math.min(end, rest.size())).clear();
            removed |= accept(best.with(rest));
        }
        return removed;
    }

    private boolean simplify() {
        boolean smaller = everywhere(operation -> operation.withDelay(0));
        smaller |= everywhere(operation -> shorter(operation, 1));
        for (int i = 0; i < best.operations().size() && !exhausted(); i++) {
            smaller |= at(i, operation -> operation.withDelay(0));
            smaller |= at(i, operation -> shorter(operation, 1)) || at(i, o -> shorter(o, o.amount() / 2));
        }
        return smaller;
    }

    private static Operation shorter(Operation operation, int amount) {
        boolean counts = operation.kind() == Operation.Kind.MAP || operation.isTransfer();
        return counts && amount >= 1 && amount < operation.amount() ? operation.withAmount(amount) : operation;
    }

    private boolean everywhere(UnaryOperator<Operation> change) {
        return accept(best.with(best.operations().stream().map(change).toList()));
    }

    private boolean at(int index, UnaryOperator<Operation> change) {
        List<Operation> changed = new ArrayList<>(best.operations());
        changed.set(index, change.apply(changed.get(index)));
        return accept(best.with(changed));
    }

    private boolean accept(Interleaving candidate) {
        if (candidate.equals(best) || exhausted()) {
            return false;
        }
        runs++;
        boolean fails = trial.run(candidate).failsLike(wanted);
        if (fails) {
            best = candidate;
        }
        progress.accept("shrinking: %d of %d operations after %d runs"
                .formatted(best.operations().size(), original, runs));
        return fails;
    }

    private boolean exhausted() {
        return runs >= mostRuns || System.nanoTime() - begun > mostNanos;
    }
}
