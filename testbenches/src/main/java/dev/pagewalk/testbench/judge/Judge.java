package dev.pagewalk.testbench.judge;

import dev.pagewalk.testbench.judge.stream.RecordConsumer;

import java.util.List;

/**
 * Watches a record stream and says what in it breaks a rule. Verdicts come from pins and memory records alone; a judge
 * that made no check in a run has judged nothing, and that run fails.
 */
public interface Judge extends RecordConsumer {
    /** Short name as in reports, such as {@code protocol}. */
    String name();

    /** Number of rule checks made so far. */
    long checks();

    /** What was found, oldest first; at most {@link ViolationLog#CAPACITY} are kept. */
    List<Violation> violations();

    /** Ends the run at the given cycle: what had to happen until now is checked. */
    default void finish(long cycle) {}
}
