package dev.pagewalk.testbench.canary;

import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.campaign.RaceSweep;
import dev.pagewalk.testbench.campaign.SeedRun;
import dev.pagewalk.testbench.interleaving.InterleavingScenario;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.scenario.DxgkMapScenario;
import dev.pagewalk.testbench.scenario.Scenario;
import dev.pagewalk.testbench.vectors.rtl.RtlTarget;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Runs planted bugs against everything that should find them: scenarios with the judges, random interleavings, and the
 * conformance scenarios on the canary build. A bug is caught by the first that fails.
 */
public final class CanaryCampaign implements AutoCloseable {
    /** The configuration that has room for every bug of the RTL. */
    public static final String CONFIGURATION = NamedConfiguration.FULL.label();

    private static final int INTERLEAVINGS = 6;
    private static final int OPERATIONS = 150;
    private static final long SEEDS = 4;
    private static final long TRANSLATIONS = 1500;
    private static final int STRIDE = 7;

    private final Models models;
    private final String configuration;
    private final List<Stimulus> scenarios = new ArrayList<>();
    private final List<Stimulus> interleavings = new ArrayList<>();
    private final List<Stimulus> races = new ArrayList<>();
    private final List<Stimulus> campaigns = new ArrayList<>();
    private final VectorStimulus vectors;
    private final Map<String, Boolean> healthy = new HashMap<>();

    /**
     * A campaign.
     *
     * @param models where libraries come from
     * @param conformance folder of the conformance files
     */
    public CanaryCampaign(Models models, Path conformance) {
        this(models, conformance, CONFIGURATION);
    }

    /** The same with another configuration for the bugs of the RTL, which needs a profile of its name for vectors. */
    public CanaryCampaign(Models models, Path conformance, String configuration) {
        this.models = models;
        this.configuration = configuration;
        scenarios.add(scenario("dxgk-map", 1, (seed, config) -> new DxgkMapScenario()));
        scenarios.add(scenario("switch-off", 1, (seed, config) -> new SwitchOffScenario()));
        for (long seed = 1; seed <= INTERLEAVINGS; seed++) {
            interleavings.add(scenario(
                    "interleaving", seed, (number, config) -> new InterleavingScenario(number, config, OPERATIONS)));
        }
        vectors = new VectorStimulus(
                () -> new RtlTarget(
                        chosen -> models.library(chosen.label(), true),
                        profile -> NamedConfiguration.of(configuration),
                        null),
                configuration,
                conformance);
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (RaceSweep.Race race : RaceSweep.Race.values()) {
                races.add(races(race, seed));
            }
            campaigns.add(campaign(seed));
        }
    }

    private Stimulus scenario(String name, long seed, BiFunction<Long, String, Scenario> made) {
        return new ScenarioStimulus(name, made, seed, configuration, models);
    }

    private Stimulus races(RaceSweep.Race race, long seed) {
        return new JudgedStimulus(
                "races of " + race.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + seed,
                code -> new RaceSweep(models.library(configuration, true), configuration, code)
                        .run(race, seed, STRIDE));
    }

    private Stimulus campaign(long seed) {
        return new JudgedStimulus("campaign " + seed, code -> new SeedRun(
                        models.library(configuration, true), configuration, seed, TRANSLATIONS, false)
                .plant(code)
                .check());
    }

    /** Everything that is run, without a bug: what is found nevertheless, by the name of the stimulus. */
    public Map<String, Catch> control(Consumer<String> progress) {
        Map<String, Catch> found = new TreeMap<>();
        for (PlantedBug.Place place : List.of(PlantedBug.Place.RTL, PlantedBug.Place.DRIVER)) {
            PlantedBug none = PlantedBug.none(place);
            for (Stimulus stimulus : order(none)) {
                progress.accept("control: " + place.label() + ", " + stimulus.name());
                stimulus.play(none).ifPresent(caught -> found.put(place.label() + " " + stimulus.name(), caught));
            }
        }
        return found;
    }

    /** Runs one bug. */
    public CanaryResult run(PlantedBug bug, Consumer<String> progress) {
        for (Stimulus stimulus : order(bug)) {
            progress.accept(bug.name() + ": " + stimulus.name());
            Optional<Catch> caught = stimulus.play(bug);
            if (caught.isPresent() && isHealthy(stimulus, bug.place())) {
                return new CanaryResult(bug, caught);
            }
        }
        return new CanaryResult(bug, Optional.empty());
    }

    /** Whether a run passes without a bug; only then it can catch one. */
    private boolean isHealthy(Stimulus stimulus, PlantedBug.Place place) {
        return stimulus == vectors
                || healthy.computeIfAbsent(
                        (place == PlantedBug.Place.RTL ? "RTL " : "") + stimulus.name(),
                        name -> stimulus.play(PlantedBug.none(place)).isEmpty());
    }

    /** Runs bugs. */
    public Map<String, CanaryResult> run(List<PlantedBug> bugs, Consumer<String> progress) {
        Map<String, CanaryResult> results = new LinkedHashMap<>();
        bugs.forEach(bug -> results.put(bug.name(), run(bug, progress)));
        return results;
    }

    /** Everything that may find a bug, the likely finder first; the order costs or saves time and nothing else. */
    private List<Stimulus> order(PlantedBug bug) {
        List<Stimulus> hosts = joined(List.of(scenarios, interleavings));
        if (bug.place() != PlantedBug.Place.RTL) {
            return hosts;
        }
        List<Stimulus> exact = List.of(vectors);
        Canary.Area area = Canary.ofCode(bug.code()).map(Canary::area).orElse(Canary.Area.PORT);
        return switch (area) {
            case PORT, PIN -> joined(List.of(scenarios, campaigns, interleavings, races, exact));
            case QUEUE -> joined(List.of(hosts, exact, campaigns, races));
            case CACHE -> joined(List.of(campaigns, races, exact, hosts));
            case SCOPE, WALK, PERMISSION, UPDATE, CAUSE, FILE, ATS, EVENT -> joined(
                    List.of(exact, campaigns, races, hosts));
        };
    }

    private static List<Stimulus> joined(List<List<Stimulus>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        vectors.close();
    }
}
