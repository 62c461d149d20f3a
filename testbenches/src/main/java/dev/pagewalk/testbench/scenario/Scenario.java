package dev.pagewalk.testbench.scenario;

/** Something that host and devices do together, run on a platform with the judges on. */
public interface Scenario {
    /** Name on the command line. */
    String name();

    /** What it shows, in one line. */
    String summary();

    /** Does it; a claim that does not hold ends the run through {@link ScenarioContext#require}. */
    void run(ScenarioContext context);
}
