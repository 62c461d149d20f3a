package dev.pagewalk.testbench.canary;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.campaign.RaceSweep;
import dev.pagewalk.testbench.campaign.SeedRun;
import dev.pagewalk.testbench.vectors.rtl.RtlTarget;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The runs of one canary build that need no host: random campaigns, races, and conformance scenarios. */
final class DesignRuns implements AutoCloseable {
    private static final long SEEDS = 4;
    private static final long TRANSLATIONS = 1500;
    private static final int STRIDE = 7;

    private final String prefix;
    private final String configuration;
    private final Supplier<ModelLibrary> build;
    private final List<Stimulus> races = new ArrayList<>();
    private final List<Stimulus> campaigns = new ArrayList<>();
    private final VectorStimulus vectors;

    /**
     * Runs of a build.
     *
     * @param prefix of their names, empty for the usual build
     * @param configuration whose tables fit it, and whose profile it plays
     * @param build the build
     * @param conformance folder of the conformance files
     */
    DesignRuns(String prefix, String configuration, Supplier<ModelLibrary> build, Path conformance) {
        this.prefix = prefix;
        this.configuration = configuration;
        this.build = build;
        vectors = new VectorStimulus(
                () -> new RtlTarget(unused -> build.get(), unused -> NamedConfiguration.of(configuration), null),
                configuration,
                conformance);
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (RaceSweep.Race race : RaceSweep.Race.values()) {
                races.add(races(race, seed));
            }
            campaigns.add(campaign(seed));
        }
    }

    private Stimulus races(RaceSweep.Race race, long seed) {
        return new JudgedStimulus(
                prefix + "races of " + race.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + seed,
                code -> new RaceSweep(build.get(), configuration, code).run(race, seed, STRIDE));
    }

    private Stimulus campaign(long seed) {
        return new JudgedStimulus(
                prefix + "campaign " + seed, code -> new SeedRun(build.get(), configuration, seed, TRANSLATIONS, false)
                        .plant(code)
                        .check());
    }

    /** Random tables, traffic and host actions. */
    List<Stimulus> campaigns() {
        return campaigns;
    }

    /** Events at offsets of a walk. */
    List<Stimulus> races() {
        return races;
    }

    /** Conformance scenarios. */
    List<Stimulus> vectors() {
        return List.of(vectors);
    }

    @Override
    public void close() {
        vectors.close();
    }
}
