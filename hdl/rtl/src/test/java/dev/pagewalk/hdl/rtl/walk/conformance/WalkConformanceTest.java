package dev.pagewalk.hdl.rtl.walk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        play("full", WalkBench.rich(), false);
    }

    @Test
    void shouldAnswerTheSameWithOneWalkAndOneEntryInEachCache() throws IOException {
        play("full", WalkBench.least(), false);
    }

    @Test
    void shouldAnswerTheSameWhenMemoryIsSlowAndReorders() throws IOException {
        play("full", WalkBench.rich(), true);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"base", "sv32", "be"})
    void shouldAnswerEveryRequestOfTheOtherProfilesAsExpected(String profile) throws IOException {
        WalkBench bench = WalkBench.of("conformance-" + profile, parameters(scenarios(profile)));
        play(profile, bench, false);
        play(profile, bench, true);
    }

    @Tag("nightly")
    @ParameterizedTest
    @CsvSource({"3, 3, 2, 2, 0, 2, 3", "2, 5, 4, 1, 2, 64, 1", "16, 2, 1, 64, 1, 4, 8"})
    void shouldAnswerTheSameAtAnySize(int walks, int contexts, int pointers, int nested, int msi, int sets, int ways)
            throws IOException {
        IommuParameters sized = WalkBench.richParameters()
                .with(Size.WALKS, walks)
                .with(Size.DEVICE_CONTEXTS, contexts)
                .with(Size.PROCESS_CONTEXTS, contexts)
                .with(Size.FIRST_STAGE_WALK_ENTRIES, pointers)
                .with(Size.SECOND_STAGE_WALK_ENTRIES, pointers)
                .with(Size.NESTED_ENTRIES, nested)
                .with(Size.MSI_ENTRIES, msi)
                .with(Size.SECOND_LEVEL_SETS, sets)
                .with(Size.SECOND_LEVEL_WAYS, ways);
        play("full", WalkBench.of("conformance-" + walks + "-walks", sized), false);
    }

    private static void play(String profile, WalkBench bench, boolean shuffled) throws IOException {
        List<JsonNode> scenarios = scenarios(profile);
        IommuParameters parameters = parameters(scenarios);
        WalkScript script = new WalkScript();
        List<Expected> expected = new ArrayList<>();
        script.timing(parameters.physicalAddressBits(), shuffled ? SHUFFLED_LATENCY : LATENCY, shuffled, 0);
        for (JsonNode scenario : scenarios) {
            new ScenarioScript(script, expected, scenario).write();
        }
        WalkLog log = bench.play(script);
        List<String> differences = new ArrayList<>();
        expected.forEach(e -> differences.addAll(e.compare(log)));
        assertThat(expected).hasSizeGreaterThan(1000);
        assertThat(differences).isEmpty();
    }

    /** All scenarios of a profile describe the same hardware; that of {@code full} is what the benches are built of. */
    private static IommuParameters parameters(List<JsonNode> scenarios) {
        IommuParameters parameters = Profile.of(scenarios.get(0));
        assertThat(scenarios).allMatch(s -> Profile.of(s).equals(parameters));
        if (scenarios.get(0).get("profile").asText().equals("full")) {
            assertThat(parameters).isEqualTo(WalkBench.richParameters());
        }
        return parameters;
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
