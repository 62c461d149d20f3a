package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.iommu.UpdateProtocol;
import dev.pagewalk.host.trace.SentenceShown;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.report.RunRecorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What a scenario works with. */
public final class ScenarioContext {
    private final CosimPlatform platform;
    private final RunRecorder recorder;
    private final UpdateProtocol protocol;
    private final Consumer<Step> steps;
    private final List<SentenceShown> shown = new ArrayList<>();
    private final List<SentenceClaim> claims = new ArrayList<>();
    private String scenario = "";
    private final List<Step> done = new ArrayList<>();
    private long[] mdlPages = new long[0];

    /**
     * Something that the scenario did.
     *
     * @param number 1 for the first step
     * @param cycle host's time when it was done
     * @param text what was done
     */
    public record Step(int number, long cycle, String text) {}

    /** A context; {@code steps} hears what the scenario does. */
    public ScenarioContext(
            CosimPlatform platform, RunRecorder recorder, UpdateProtocol protocol, Consumer<Step> steps) {
        this.platform = platform;
        this.recorder = recorder;
        this.protocol = protocol;
        this.steps = steps;
    }

    public CosimPlatform platform() {
        return platform;
    }

    /** What was recorded so far; records are complete up to the last call that waited. */
    public RunRecorder recorder() {
        platform.settle();
        return recorder;
    }

    /** The order of table updates for the driver: the right one, or a planted bug. */
    public UpdateProtocol protocol() {
        return protocol;
    }

    /** Tells what was done; the sentences whose claims held since the last step count as shown by this one. */
    public void step(String text) {
        Step step = new Step(done.size() + 1, platform.clock().hostTime(), text);
        for (SentenceClaim claim : claims) {
            claim.addTo(shown, scenario, step.number());
        }
        claims.clear();
        done.add(step);
        steps.accept(step);
    }

    /** The steps so far. */
    public List<Step> steps() {
        return List.copyOf(done);
    }

    /**
     * Names the sentences of the seed documents that the claim shows which is made next; they count once the claim has held and
     * its step is over.
     */
    public SentenceClaim shows(String... sentences) {
        return new SentenceClaim(this, List.of(sentences));
    }

    void held(SentenceClaim claim) {
        claims.add(claim);
    }

    /** The sentences that steps have shown so far. */
    public List<SentenceShown> shown() {
        return List.copyOf(shown);
    }

    /** Runs a scenario from its first step on; every claim must belong to a step. */
    void run(Scenario chosen) {
        scenario = chosen.name();
        chosen.run(this);
        if (!claims.isEmpty()) {
            throw new IllegalStateException("claims after the last step: scenario=" + scenario);
        }
    }

    /** Remembers the pages of the MDL for the report. */
    public void mdlPages(long[] pfns) {
        mdlPages = pfns.clone();
    }

    /** Pages of the MDL, in its order. */
    public long[] mdlPages() {
        return mdlPages.clone();
    }

    /** Ends the run unless the two are equal. */
    public void require(String claim, String clause, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new RunFailedException(new Violation(
                    "scenario",
                    claim,
                    clause,
                    String.valueOf(expected),
                    String.valueOf(actual),
                    platform.cycle(),
                    platform.oldestTransaction()));
        }
    }
}
