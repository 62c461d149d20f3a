package dev.pagewalk.hdl.rtl.walk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Every request of the conformance vectors on the walk engine alone: the same expectations, no rule looser. */
class WalkConformanceTest {
    private static final Path SEED_101 =
            Path.of("../../testbenches/src/test/resources/conformance/vectors-101.jsonl.gz");
    private static final int LATENCY = 1;
    private static final int SHUFFLED_LATENCY = 3;

    @Test
    void shouldAnswerEveryRequestOfProfileFullAsExpected() throws IOException {
        play("full", false);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"base", "sv32", "be"})
    void shouldAnswerEveryRequestOfTheOtherProfilesAsExpected(String profile) throws IOException {
        play(profile, false);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"full", "base", "sv32", "be"})
    void shouldAnswerAsExpectedWhenMemoryIsSlowAndReorders(String profile) throws IOException {
        play(profile, true);
    }

    private static void play(String profile, boolean shuffled) throws IOException {
        List<JsonNode> scenarios = scenarios(profile);
        WalkScript script = new WalkScript();
        List<Expected> expected = new ArrayList<>();
        int addressBits = Profile.of(scenarios.get(0)).physicalAddressBits();
        script.timing(addressBits, shuffled ? SHUFFLED_LATENCY : LATENCY, shuffled, 0);
        for (JsonNode scenario : scenarios) {
            assertThat(Profile.of(scenario)).isEqualTo(Profile.of(scenarios.get(0)));
            new ScenarioScript(script, expected, scenario).write();
        }
        WalkLog log = bench(profile, Profile.of(scenarios.get(0))).play(script);
        List<String> differences = new ArrayList<>();
        expected.forEach(e -> differences.addAll(e.compare(log)));
        assertThat(expected).hasSizeGreaterThan(1000);
        assertThat(differences).isEmpty();
    }

    private static WalkBench bench(String profile, IommuParameters parameters) {
        return parameters.equals(WalkBench.richParameters())
                ? WalkBench.rich()
                : WalkBench.of("conformance-" + profile, parameters);
    }

    private static List<JsonNode> scenarios(String profile) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> found = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(SEED_101)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode scenario = mapper.readTree(line);
                if (scenario.get("profile").asText().equals(profile)) {
                    found.add(scenario);
                }
            }
        }
        return found;
    }
}
