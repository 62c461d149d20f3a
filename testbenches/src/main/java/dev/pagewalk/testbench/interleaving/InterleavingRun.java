package dev.pagewalk.testbench.interleaving;

import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.scenario.ScenarioOptions;
import dev.pagewalk.testbench.scenario.ScenarioOutcome;
import dev.pagewalk.testbench.scenario.ScenarioRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Runs an interleaving and, if it fails, shrinks it: the bundle, the journal and the file {@link #FILE} in the folder are
 * those of the smallest one.
 *
 * <p>Belongs to one thread; several may run side by side.
 */
public final class InterleavingRun {
    /** Name of the file with the smallest failing interleaving. */
    public static final String FILE = "interleaving.txt";

    private final String configuration;
    private final Models models;
    private BiConsumer<ScenarioOptions, PlatformContext> preparation = (options, platform) -> {};
    private Consumer<String> progress = line -> {};
    private int shrinkingRuns = Shrinker.DEFAULT_RUNS;
    private int shrinkingSeconds = Shrinker.DEFAULT_SECONDS;

    /**
     * What became of it.
     *
     * @param outcome of the run, or of the smallest run that fails
     * @param shrunk how it was made smaller, empty if it passed
     */
    public record Result(ScenarioOutcome outcome, Optional<Shrinker.Result> shrunk) {
        /** True if every judge and every claim held. */
        public boolean passed() {
            return outcome.passed();
        }
    }

    /** Runs on a configuration. */
    public InterleavingRun(String configuration, Models models) {
        this.configuration = configuration;
        this.models = models;
    }

    /** Does something to each run before it starts, such as planting a bug. */
    public InterleavingRun prepare(BiConsumer<ScenarioOptions, PlatformContext> value) {
        preparation = value;
        return this;
    }

    /** Hears what goes on. */
    public InterleavingRun progress(Consumer<String> value) {
        progress = value;
        return this;
    }

    /** Bounds the shrinking; 0 runs switch it off. */
    public InterleavingRun shrinking(int runs, int seconds) {
        shrinkingRuns = runs;
        shrinkingSeconds = seconds;
        return this;
    }

    /** Runs; {@code folder} takes what a failure leaves, null for nothing. */
    public Result run(InterleavingScenario scenario, Path folder) {
        ScenarioOutcome outcome = once(scenario, null);
        if (outcome.passed()) {
            return new Result(outcome, Optional.empty());
        }
        Trial trial = this::outcome;
        Shrinker.Result shrunk = new Shrinker(trial, progress)
                .bounds(shrinkingRuns, shrinkingSeconds)
                .shrink(
                        scenario.interleaving(),
                        new Trial.Outcome(Optional.of(outcome.violation()), scenario.reached()));
        return new Result(last(shrunk.interleaving(), folder), Optional.of(shrunk));
    }

    private ScenarioOutcome last(Interleaving smallest, Path folder) {
        if (folder == null) {
            return once(new InterleavingScenario(smallest), null);
        }
        try {
            Files.createDirectories(folder);
            return once(new InterleavingScenario(smallest, smallest.write(folder.resolve(FILE))), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the interleaving: folder=" + folder, e);
        }
    }

    private Trial.Outcome outcome(Interleaving interleaving) {
        InterleavingScenario scenario = new InterleavingScenario(interleaving);
        ScenarioOutcome outcome = once(scenario, null);
        return new Trial.Outcome(Optional.ofNullable(outcome.violation()), scenario.reached());
    }

    private ScenarioOutcome once(InterleavingScenario scenario, Path folder) {
        PlatformContext platform = new PlatformContext()
                .configuration(configuration)
                .seed(scenario.interleaving().seed());
        ScenarioOptions options = new ScenarioOptions().platform(platform).folder(folder);
        preparation.accept(options, platform);
        return new ScenarioRun(scenario, options, models).run();
    }
}
