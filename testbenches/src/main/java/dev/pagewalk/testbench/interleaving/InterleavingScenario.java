package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.testbench.scenario.Scenario;
import dev.pagewalk.testbench.scenario.ScenarioContext;

import java.nio.file.Path;
import java.util.Map;

/**
 * One interleaving as a scenario. A run is a function of it and the configuration; which operation was reached when it
 * failed can be asked afterwards.
 */
public final class InterleavingScenario implements Scenario {
    /** Operations unless told otherwise. */
    public static final int DEFAULT_SIZE = 120;

    private final Interleaving interleaving;
    private final Path file;
    private final boolean generated;
    private int reached;
    private long transfers;

    /** A given one. */
    public InterleavingScenario(Interleaving interleaving) {
        this(interleaving, null, false);
    }

    /** A given one that is in a file. */
    public InterleavingScenario(Interleaving interleaving, Path file) {
        this(interleaving, file, false);
    }

    private InterleavingScenario(Interleaving interleaving, Path file, boolean generated) {
        this.interleaving = interleaving;
        this.file = file;
        this.generated = generated;
    }

    /** The one that follows from a seed: {@code size} operations. */
    public InterleavingScenario(long seed, int size) {
        this(new InterleavingGenerator(seed).make(size), null, true);
    }

    @Override
    public String name() {
        return "interleaving";
    }

    @Override
    public String summary() {
        return "host calls, device traffic, invalidations and memory latencies in a random order";
    }

    @Override
    public void run(ScenarioContext context) {
        reached = 0;
        InterleavingRunner runner = new InterleavingRunner(context, interleaving);
        for (Operation operation : interleaving.operations()) {
            runner.run(operation);
            reached++;
        }
        transfers = runner.finish();
    }

    @Override
    public String rerun(String configuration, long seed) {
        String what = generated
                ? " --seed " + seed + " --size " + interleaving.operations().size()
                : " FILE";
        String named = file == null ? what : " " + file;
        return "./pagewalk interleave" + named + " --config " + configuration;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of("interleaving", interleaving.text().strip().replace("\n", "; "));
    }

    /** What it runs. */
    public Interleaving interleaving() {
        return interleaving;
    }

    /** Operations that were begun in the last run. */
    public int reached() {
        return Math.min(reached + 1, interleaving.operations().size());
    }

    /** Bursts that devices have issued in the last complete run. */
    public long transfers() {
        return transfers;
    }
}
