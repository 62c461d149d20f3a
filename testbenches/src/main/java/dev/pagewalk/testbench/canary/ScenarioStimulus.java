package dev.pagewalk.testbench.canary;

import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.host.iommu.IommuException;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.scenario.Scenario;
import dev.pagewalk.testbench.scenario.ScenarioOptions;
import dev.pagewalk.testbench.scenario.ScenarioOutcome;
import dev.pagewalk.testbench.scenario.ScenarioRun;

import java.util.Optional;
import java.util.function.BiFunction;

/** A scenario on the whole platform, with all judges. */
final class ScenarioStimulus implements Stimulus {
    /** A hang shows early: no call of these scenarios takes longer. */
    private static final long CYCLE_LIMIT = 60_000;

    private final String name;
    private final BiFunction<Long, String, Scenario> scenarios;
    private final long seed;
    private final String configuration;
    private final Models models;

    /**
     * A scenario with a seed.
     *
     * @param scenarios makes it from seed and configuration
     * @param configuration for bugs of the RTL; all others run on {@code small}
     */
    ScenarioStimulus(
            String name, BiFunction<Long, String, Scenario> scenarios, long seed, String configuration, Models models) {
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
        try {
            ScenarioOutcome outcome = new ScenarioRun(scenarios.apply(seed, chosen), options, models).run();
            return outcome.passed() ? Optional.empty() : Optional.of(Catch.of(outcome.violation(), name()));
        } catch (RuntimeException e) {
            String line = e.getMessage() == null ? e.toString() : e.getMessage();
            return Optional.of(new Catch(finder(e), line, "DESIGN §5, §6", name(), -1));
        }
    }

    /** Who notices besides the judges: the design's own assertions, the driver, the memory manager. */
    private static String finder(RuntimeException thrown) {
        if (thrown instanceof BridgeException) {
            return "assertion";
        }
        return thrown instanceof IommuException ? "driver" : "memory manager";
    }
}
