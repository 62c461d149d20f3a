package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class DirectedScenariosTest {
    private static final List<String> FILES =
            List.of("msi-mrif", "translation", "ats-queues-registers", "counters-invalidation");

    @ParameterizedTest
    @ValueSource(strings = {"msi-mrif", "translation", "ats-queues-registers", "counters-invalidation"})
    void shouldPassEveryDirectedScenarioOnTheModel(String name) throws IOException {
        ScenarioPlayer player = new ScenarioPlayer(new GoldenTarget());
        List<OperationFailure> failures = new ArrayList<>();

        for (Scenario scenario : read(name)) {
            failures.addAll(player.play(scenario));
        }

        assertThat(failures).isEmpty();
    }

    @Test
    void shouldArgueEachScenarioWithAClauseUnderAUniqueId() throws IOException {
        Set<String> ids = new HashSet<>();
        for (String name : FILES) {
            for (Scenario scenario : read(name)) {
                assertThat(scenario.comment()).as(scenario.id()).contains("[IOMMU §");
                assertThat(ids.add(scenario.id()))
                        .as("id %s is unique", scenario.id())
                        .isTrue();
                assertThat(scenario.operations()).as(scenario.id()).isNotEmpty();
            }
        }
        assertThat(ids).hasSizeGreaterThan(400);
    }

    static List<Scenario> read(String name) throws IOException {
        Path file = Path.of("src/test/resources/conformance/directed-" + name + ".jsonl");
        List<Scenario> scenarios = new ArrayList<>();
        try (LineSource lines = LineSource.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                scenarios.add(ScenarioParser.parse(line));
            }
        }
        return scenarios;
    }
}
