package dev.pagewalk.testbench.canary;

import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.host.iommu.IommuException;
import dev.pagewalk.host.outcome.BugCheckException;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.scenario.Scenario;
import dev.pagewalk.testbench.scenario.ScenarioOptions;
import dev.pagewalk.testbench.scenario.ScenarioOutcome;
import dev.pagewalk.testbench.scenario.ScenarioRun;

import java.util.Optional;
import java.util.function.LongFunction;

/** A scenario on the whole platform, with all judges. */
final class ScenarioStimulus implements Stimulus {
    /** A hang shows early: no call of these scenarios takes longer. */
    private static final long CYCLE_LIMIT = 60_000;

    private final String name;
    private final LongFunction<Scenario> scenarios;
    private final long seed;
    private final String configuration;
    private final Models models;

    /**
     * A scenario with a seed.
     *
     * @param scenarios makes it from a seed
     * @param configuration for bugs of the RTL; all others run on {@code small}
     */
    ScenarioStimulus(String name, LongFunction<Scenario> scenarios, long seed, String configuration, Models models) {
        this.name = name;
        this.scenarios = scenarios;
        this.seed = seed;
        this.configuration = configuration;
        this.models = models;
    }

    @Override
    public String name() {
        return name + " " + seed;
    }

    @Override
    public Optional<Catch> play(PlantedBug bug) {
        boolean rtl = bug.place() == PlantedBug.Place.RTL;
        String chosen = rtl ? configuration : PlatformContext.DEFAULT_CONFIGURATION;
        PlatformContext platform =
                new PlatformContext().configuration(chosen).seed(seed).cycleLimit(CYCLE_LIMIT);
        if (rtl) {
            platform.withCanaries();
        }
        ScenarioOptions options = new ScenarioOptions().platform(platform);
        bug.plant().accept(options, platform);
        ScenarioOutcome outcome = new ScenarioRun(scenarios.apply(seed), options, models).run();
        return outcome.passed() ? Optional.empty() : Optional.of(found(outcome.violation()));
    }

    private Catch found(Violation violation) {
        Catch caught = Catch.of(violation, name());
        if (!violation.claim().equals("a run ends without an exception")) {
            return caught;
        }
        return new Catch(finder(violation.actual()), violation.actual(), "DESIGN §5", name(), violation.cycle());
    }

    /** Who notices besides the judges: the design's own assertions, the driver, the memory manager, the host's program. */
    private static String finder(String thrown) {
        if (thrown.contains(BridgeException.class.getSimpleName())) {
            return "assertion";
        }
        if (thrown.contains(IommuException.class.getSimpleName())) {
            return "driver";
        }
        boolean stopped = thrown.contains(BugCheckException.class.getSimpleName())
                || thrown.contains(RaisedStatusException.class.getSimpleName());
        return stopped ? "memory manager" : "host";
    }
}
