package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import dev.pagewalk.testbench.vectors.VectorTarget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class RtlConformanceTest {
    private final List<OperationFailure> failures = new ArrayList<>();
    private final Map<String, Integer> passed = new TreeMap<>();
    private final Map<String, Set<String>> missing = new TreeMap<>();

    @Test
    void shouldPassWhatTheSmallConfigurationCoversOfProfileBase() throws IOException {
        try (VectorTarget target = RtlModels.on(NamedConfiguration.SMALL, null)) {
            play(
                    target,
                    RtlModels.seed101(scenario -> scenario.config().profile().equals("base")));
        }

        assertThat(failures).isEmpty();
        assertThat(passed.get("base")).isGreaterThanOrEqualTo(77);
    }

    @Test
    @Tag("slow")
    void shouldPassSeed101OnTheConfigurationOfEachProfileThatHasOne() throws IOException {
        List<String> built = NamedConfiguration.labels();
        try (VectorTarget target = new RtlTarget(RtlModels::library, Coverage::configuration, null)) {
            play(
                    target,
                    RtlModels.seed101(
                            scenario -> built.contains(scenario.config().profile())));
        }

        assertThat(failures).isEmpty();
        assertThat(passed.get("base")).isEqualTo(311);
        assertThat(missing).doesNotContainKey("base");
    }

    private void play(VectorTarget target, List<Scenario> scenarios) {
        ScenarioPlayer player = new ScenarioPlayer(target);
        for (Scenario scenario : scenarios) {
            String profile = scenario.config().profile();
            Set<String> lacking = target.missing(scenario);
            if (lacking.isEmpty()) {
                List<OperationFailure> found = player.play(scenario);
                failures.addAll(found);
                passed.merge(profile, found.isEmpty() ? 1 : 0, Integer::sum);
            } else {
                missing.computeIfAbsent(profile, unused -> new TreeSet<>()).addAll(lacking);
            }
        }
    }
}
