package dev.pagewalk.testbench.canary;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.elaborate.Top;
import dev.pagewalk.testbench.interleaving.InterleavingScenario;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.scenario.DxgkMapScenario;
import dev.pagewalk.testbench.scenario.Scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Runs planted bugs against everything that should find them: scenarios with the judges, random interleavings, and the
 * conformance scenarios on the canary build. A bug is caught by the first that fails. Bugs of AtomicCompare, which none of
 * the configurations has, have a build of their own: that with entries of four and of eight bytes.
 */
public final class CanaryCampaign implements AutoCloseable {
    /** The configuration that has room for every bug of the RTL but those of AtomicCompare. */
    public static final String CONFIGURATION = NamedConfiguration.FULL.label();

    private static final int INTERLEAVINGS = 6;
    private static final int OPERATIONS = 150;
    private static final NamedConfiguration ATOMIC = NamedConfiguration.SV32;
    private static final String ATOMIC_NAME = "sv32-atomic-compare";

    private final Models models;
    private final String configuration;
    private final List<Stimulus> scenarios = new ArrayList<>();
    private final List<Stimulus> interleavings = new ArrayList<>();
    private final DesignRuns usual;
    private final DesignRuns atomic;
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
        scenarios.add(scenario("dxgk-map", 1, seed -> new DxgkMapScenario()));
        scenarios.add(scenario("switch-off", 1, seed -> new SwitchOffScenario()));
        for (long seed = 1; seed <= INTERLEAVINGS; seed++) {
            interleavings.add(scenario("interleaving", seed, number -> new InterleavingScenario(number, OPERATIONS)));
        }
        usual = new DesignRuns("", configuration, () -> models.canaries(configuration), conformance);
        atomic = new DesignRuns("AtomicCompare, ", ATOMIC.label(), this::withAtomicCompare, conformance);
    }

    private ModelLibrary withAtomicCompare() {
        return models.special(
                ATOMIC_NAME,
                ATOMIC.parameters().with(Feature.ATOMIC_COMPARE),
                Top.COSIM_CANARIES,
                Models.optimisation());
    }

    private Stimulus scenario(String name, long seed, LongFunction<Scenario> made) {
        return new ScenarioStimulus(name, made, seed, configuration, models);
    }

    /** Everything that is run, without a bug: what is found nevertheless, by the name of the stimulus. */
    public Map<String, Catch> control(Consumer<String> progress) {
        Map<String, Catch> found = new TreeMap<>();
        for (PlantedBug.Place place : List.of(PlantedBug.Place.RTL, PlantedBug.Place.DRIVER)) {
            control(place, order(PlantedBug.none(place)), found, progress);
        }
        control(PlantedBug.Place.RTL, all(atomic), found, progress);
        return found;
    }

    private static void control(
            PlantedBug.Place place, List<Stimulus> stimuli, Map<String, Catch> found, Consumer<String> progress) {
        PlantedBug none = PlantedBug.none(place);
        for (Stimulus stimulus : stimuli) {
            progress.accept("control: " + place.label() + ", " + stimulus.name());
            stimulus.play(none).ifPresent(caught -> found.put(place.label() + " " + stimulus.name(), caught));
        }
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
        return stimulus instanceof VectorStimulus
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
        Canary.Area area = Canary.ofCode(bug.code()).map(Canary::area).orElse(Canary.Area.PORT);
        List<Stimulus> exact = usual.vectors();
        List<Stimulus> campaigns = usual.campaigns();
        List<Stimulus> races = usual.races();
        return switch (area) {
            case ATOMIC -> all(atomic);
            case PORT, PIN -> joined(List.of(scenarios, campaigns, interleavings, races, exact));
            case QUEUE -> joined(List.of(hosts, exact, campaigns, races));
            case CACHE -> joined(List.of(campaigns, races, exact, hosts));
            case SCOPE, WALK, PERMISSION, UPDATE, CAUSE, FILE, ATS, EVENT -> joined(
                    List.of(exact, campaigns, races, hosts));
        };
    }

    private static List<Stimulus> all(DesignRuns runs) {
        return joined(List.of(runs.campaigns(), runs.races(), runs.vectors()));
    }

    private static List<Stimulus> joined(List<List<Stimulus>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        usual.close();
        atomic.close();
    }
}
