package dev.pagewalk.testbench.scenario;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs of the scenarios on the RTL with every judge on; one per scenario and seed for all tests. */
public final class ScenarioRuns {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final Map<String, ScenarioOutcome> DONE = new ConcurrentHashMap<>();

    private ScenarioRuns() {}

    /** What became of a scenario of the product with a seed. */
    public static ScenarioOutcome of(String scenario, long seed) {
        return DONE.computeIfAbsent(
                scenario + " " + seed, key -> run(Scenarios.find(scenario).orElseThrow(), seed));
    }

    static ScenarioOutcome run(Scenario scenario, long seed) {
        return run(scenario, new ScenarioOptions().platform(new PlatformContext().seed(seed)));
    }

    static ScenarioOutcome run(Scenario scenario, ScenarioOptions options) {
        return new ScenarioRun(scenario, options, MODELS).run();
    }
}
