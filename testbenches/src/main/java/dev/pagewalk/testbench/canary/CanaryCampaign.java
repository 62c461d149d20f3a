package dev.pagewalk.testbench.canary;

import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.interleaving.InterleavingScenario;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.scenario.DxgkMapScenario;
import dev.pagewalk.testbench.vectors.rtl.RtlTarget;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs planted bugs against everything that should find them: scenarios with the judges, random interleavings, and the
 * conformance scenarios on the canary build. A bug is caught by the first that fails.
 */
public final class CanaryCampaign implements AutoCloseable {
    /** The configuration that has room for every bug of the RTL. */
    public static final String CONFIGURATION = NamedConfiguration.FULL.label();

    private static final int INTERLEAVINGS = 6;
    private static final int OPERATIONS = 150;
    /** Bugs that only an exact expectation sees: the scenarios of the platform have no such tables. */
    private static final Set<Canary.Area> EXACT =
            Set.of(Canary.Area.CAUSE, Canary.Area.WALK, Canary.Area.PERMISSION, Canary.Area.UPDATE, Canary.Area.SCOPE);

    private final List<Stimulus> scenarios = new ArrayList<>();
    private final VectorStimulus vectors;
    private final RaceStimulus races;

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
        scenarios.add(
                new ScenarioStimulus("dxgk-map", (seed, config) -> new DxgkMapScenario(), 1, configuration, models));
        scenarios.add(new ScenarioStimulus(
                "switch-off", (seed, config) -> new SwitchOffScenario(), 1, configuration, models));
        for (long seed = 1; seed <= INTERLEAVINGS; seed++) {
            scenarios.add(new ScenarioStimulus(
                    "interleaving",
                    (number, config) -> new InterleavingScenario(number, config, OPERATIONS),
                    seed,
                    configuration,
                    models));
        }
        vectors = new VectorStimulus(
                () -> new RtlTarget(
                        chosen -> models.library(chosen.label(), true),
                        profile -> NamedConfiguration.of(configuration),
                        null),
                configuration,
                conformance);
        races = vectors.races();
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
            if (caught.isPresent()) {
                return new CanaryResult(bug, caught);
            }
        }
        return new CanaryResult(bug, Optional.empty());
    }

    /** Runs bugs. */
    public Map<String, CanaryResult> run(List<PlantedBug> bugs, Consumer<String> progress) {
        Map<String, CanaryResult> results = new LinkedHashMap<>();
        bugs.forEach(bug -> results.put(bug.name(), run(bug, progress)));
        return results;
    }

    private List<Stimulus> order(PlantedBug bug) {
        if (bug.place() != PlantedBug.Place.RTL) {
            return scenarios;
        }
        boolean exact = Canary.ofCode(bug.code())
                .map(canary -> EXACT.contains(canary.area()))
                .orElse(false);
        Stream<Stimulus> one = Stream.of(vectors, races);
        return (exact ? Stream.concat(one, scenarios.stream()) : Stream.concat(scenarios.stream(), one)).toList();
    }

    @Override
    public void close() {
        vectors.close();
    }
}
