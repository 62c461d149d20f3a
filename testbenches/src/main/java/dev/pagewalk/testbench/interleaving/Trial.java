package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.testbench.judge.Violation;

import java.util.Optional;

/** Runs interleavings to see whether they fail. */
@FunctionalInterface
public interface Trial {
    /**
     * What became of a run.
     *
     * @param violation why it failed, empty if it passed
     * @param reached operations that were begun
     */
    record Outcome(Optional<Violation> violation, int reached) {
        /** True if it failed by the same rule of the same judge. */
        boolean failsLike(Violation other) {
            return violation
                    .filter(v -> v.judge().equals(other.judge()) && v.claim().equals(other.claim()))
                    .isPresent();
        }
    }

    /** Runs one. */
    Outcome run(Interleaving interleaving);
}
