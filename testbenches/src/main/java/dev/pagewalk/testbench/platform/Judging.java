package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.RecordHandler;

/** How records, and what is said between them, reach the judges, and how what these find ends the run. */
interface Judging extends AutoCloseable {
    /** Takes the records of the next step. */
    RecordHandler records();

    /** Does something that concerns the judges, before they see the records of the next step. */
    void say(Runnable what);

    /**
     * The model has run a step.
     *
     * @throws RunFailedException if a judge is known to have found a violation in it or before
     */
    void endStep(Model model);

    /** Waits until everything so far was judged; never throws what a judge found. */
    void settle();

    /** Throws what a judge found or threw, if anything. */
    void throwFailure();

    /** Where the run stood when it failed although the model has run on since, or null. */
    RunPoint failedAt();

    @Override
    void close();
}
