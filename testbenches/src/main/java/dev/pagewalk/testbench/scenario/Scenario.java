package dev.pagewalk.testbench.scenario;

import java.util.Map;

/** Something that host and devices do together, run on a platform with the judges on. */
public interface Scenario {
    /** Name on the command line. */
    String name();

    /** What it shows, in one line. */
    String summary();

    /** Does it; a claim that does not hold ends the run through {@link ScenarioContext#require}. */
    void run(ScenarioContext context);

    /** The command that runs it again on this configuration with this seed. */
    default String rerun(String configuration, long seed) {
        return "./pagewalk run " + name() + " --config " + configuration + " --seed " + seed;
    }

    /** Facts for the bundle of a failure, beside those that every bundle has; no line breaks. */
    default Map<String, String> facts() {
        return Map.of();
    }
}
