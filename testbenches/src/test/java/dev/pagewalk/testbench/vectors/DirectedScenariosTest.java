package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

class DirectedScenariosTest {
    static final List<String> FILES = List.of(
            "directed-msi-mrif.jsonl",
            "directed-translation.jsonl",
            "directed-ats-queues-registers.jsonl",
            "directed-counters-invalidation.jsonl",
            "directed-interactions.jsonl");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directed-msi-mrif.jsonl",
                "directed-translation.jsonl",
                "directed-ats-queues-registers.jsonl",
                "directed-counters-invalidation.jsonl",
                "directed-interactions.jsonl"
            })
    void shouldPassEveryDirectedScenarioOnTheModel(String file) {
        assertThat(ConformanceFiles.play(file, new GoldenTarget())).isGreaterThan(15);
    }

    @Test
    void shouldArgueEachScenarioWithAClauseUnderAUniqueId() {
        Set<String> ids = new HashSet<>();
        for (String file : FILES) {
            for (Scenario scenario : ConformanceFiles.read(file)) {
                assertThat(scenario.comment()).as(scenario.id()).contains("[IOMMU §");
                assertThat(ids.add(scenario.id()))
                        .as("id %s is unique", scenario.id())
                        .isTrue();
                assertThat(scenario.operations()).as(scenario.id()).isNotEmpty();
            }
        }
        assertThat(ids).hasSizeGreaterThan(400);
    }
}
