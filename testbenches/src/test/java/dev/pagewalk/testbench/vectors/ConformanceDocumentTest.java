package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ConformanceDocumentTest {
    @Test
    void shouldPlayTheExampleOfTheDocument() throws IOException {
        String document = Files.readString(
                Path.of(System.getProperty("pagewalk.root", "..")).resolve("docs/conformance.md"));
        String example = document.substring(
                document.indexOf("```json") + "```json".length(),
                document.indexOf("```", document.indexOf("```json") + 3));

        Scenario scenario = ScenarioParser.parse(example.replace("\n", ""));

        assertThat(scenario.operations()).hasSize(3);
        assertThat(new ScenarioPlayer(new GoldenTarget()).play(scenario)).isEmpty();
    }
}
