package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.iommu.UpdateProtocol;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.report.RunRecorder;

import java.util.Objects;
import java.util.function.Consumer;

/** What a scenario works with. */
public final class ScenarioContext {
    private final CosimPlatform platform;
    private final RunRecorder recorder;
    private final UpdateProtocol protocol;
    private final Consumer<Step> steps;
    private long[] mdlPages = new long[0];

    /**
     * Something that the scenario did.
     *
     * @param cycle host's time when it was done
     * @param text what was done
     */
    public record Step(long cycle, String text) {}

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
        return recorder;
    }

    /** The order of table updates for the driver: the right one, or a planted bug. */
    public UpdateProtocol protocol() {
        return protocol;
    }

    /** Tells what was done. */
    public void step(String text) {
        steps.accept(new Step(platform.clock().hostTime(), text));
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
