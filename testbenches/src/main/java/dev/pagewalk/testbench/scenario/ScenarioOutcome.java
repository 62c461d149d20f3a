package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.trace.SentenceShown;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.report.RunRecorder;
import dev.pagewalk.testbench.report.RunResult;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of a run.
 *
 * @param result for machines
 * @param recorder table stores, walks and translations
 * @param mdlPages pages of the MDL, in its order
 * @param steps what the scenario did, until it ended
 * @param shown sentences of the seed documents that its steps have shown; none if it failed
 * @param hash hash of all records
 * @param violation why it failed, null if it passed
 * @param violations everything that the judges found until the run ended
 * @param message the whole message of a failure, null if it passed
 * @param files what was written
 */
public record ScenarioOutcome(
        RunResult result,
        RunRecorder recorder,
        List<Long> mdlPages,
        List<ScenarioContext.Step> steps,
        List<SentenceShown> shown,
        long hash,
        Violation violation,
        List<Violation> violations,
        String message,
        List<Path> files) {
    /** True if every judge and every claim of the scenario held. */
    public boolean passed() {
        return result.passed();
    }
}
