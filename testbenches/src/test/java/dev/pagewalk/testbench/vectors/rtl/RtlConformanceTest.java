package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.vectors.Extensions;
import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioConfig;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import dev.pagewalk.testbench.vectors.VectorTarget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class RtlConformanceTest {
    private static final int SMOKE_OF_EACH_CATEGORY = 2;

    private final List<OperationFailure> failures = new ArrayList<>();
    private final Map<String, Integer> passed = new TreeMap<>();
    private final Map<String, Set<String>> missing = new TreeMap<>();

    @Test
    void shouldPassWhatTheSmallConfigurationCoversOfProfileBase() throws IOException {
        try (VectorTarget target = RtlModels.on(NamedConfiguration.SMALL, null)) {
            play(
                    target,
                    RtlModels.seed101(scenario -> scenario.config().profile().equals("base")),
                    Integer.MAX_VALUE);
        }

        assertThat(failures).isEmpty();
        assertThat(passed.get("base")).isGreaterThanOrEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource({"base, 24", "sv32, 30", "be, 30", "full, 30"})
    void shouldPassSomeOfEveryCategoryOnTheConfigurationOfTheProfile(String profile, int least) throws IOException {
        NamedConfiguration configuration = NamedConfiguration.of(profile);
        try (VectorTarget target = RtlModels.on(configuration, null)) {
            play(
                    target,
                    RtlModels.seed101(scenario -> scenario.config().profile().equals(profile)),
                    SMOKE_OF_EACH_CATEGORY);
        }

        assertThat(failures).isEmpty();
        assertThat(passed.get(profile)).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"base, 311", "sv32, 189", "be, 195", "full, 1305"})
    @Tag("nightly")
    void shouldPassAllOfSeed101OnTheConfigurationOfTheProfile(String profile, int count) throws IOException {
        try (VectorTarget target = new RtlTarget(RtlModels::library, Coverage::configuration, null)) {
            play(
                    target,
                    RtlModels.seed101(scenario -> scenario.config().profile().equals(profile)),
                    Integer.MAX_VALUE);
        }

        assertThat(failures).isEmpty();
        assertThat(passed).containsEntry(profile, count);
        assertThat(missing.getOrDefault(profile, Set.of())).isSubsetOf(RtlModels.NOT_PLAYABLE);
    }

    /** Only scenarios that are about other capabilities, or about a failing data path, may be left out. */
    @ParameterizedTest
    @CsvSource({"base, 4", "sv32, 10", "be, 8", "full, 390"})
    @Tag("nightly")
    void shouldPassTheDirectedScenariosOnTheConfigurationOfTheirProfile(String profile, int least) throws IOException {
        List<Scenario> scenarios = RtlModels.directed(profile);
        try (VectorTarget target = new RtlTarget(RtlModels::library, Coverage::configuration, null)) {
            play(target, scenarios, Integer.MAX_VALUE);
            for (Scenario scenario : scenarios) {
                assertThat(target.missing(scenario).isEmpty() || isAboutAnotherDesign(scenario))
                        .as(scenario.id())
                        .isTrue();
            }
        }

        assertThat(failures).isEmpty();
        assertThat(passed.get(profile)).isGreaterThanOrEqualTo(least);
    }

    /** Whether the scenario asks for what the configuration of its profile is not, or for an error inside of it. */
    private static boolean isAboutAnotherDesign(Scenario scenario) {
        NamedConfiguration configuration =
                NamedConfiguration.of(scenario.config().profile());
        ScenarioConfig offered = ConfigurationGap.offered(
                configuration.parameters(), scenario.config().profile());
        return !ConfigurationGap.between(scenario.config(), offered).isEmpty()
                || Extensions.usedBy(scenario).contains(Extensions.INTERNAL_ERROR);
    }

    /** Plays scenarios, of each category at most a number. */
    private void play(VectorTarget target, List<Scenario> scenarios, int most) {
        ScenarioPlayer player = new ScenarioPlayer(target);
        Map<String, Integer> played = new HashMap<>();
        for (Scenario scenario : scenarios) {
            String profile = scenario.config().profile();
            if (played.getOrDefault(scenario.category(), 0) >= most) {
                continue;
            }
            Set<String> lacking = target.missing(scenario);
            if (lacking.isEmpty()) {
                played.merge(scenario.category(), 1, Integer::sum);
                List<OperationFailure> found = player.play(scenario);
                failures.addAll(found);
                passed.merge(profile, found.isEmpty() ? 1 : 0, Integer::sum);
            } else {
                missing.computeIfAbsent(profile, unused -> new TreeSet<>()).addAll(lacking);
            }
        }
    }
}
