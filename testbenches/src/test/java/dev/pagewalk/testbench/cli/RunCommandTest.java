package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

@Tag("smoke")
class RunCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|unknown scenario: name=nonsense, known=dxgk-map",
                "dxgk-map --config huge|unknown configuration: name=huge, known=small",
                "dxgk-map --seed abc|Invalid value for option '--seed'",
                "dxgk-map --batch 0|batch: not positive: value=0",
                "dxgk-map --frobnicate|Unknown option: '--frobnicate'",
                "dxgk-map twice|Unmatched argument at index 1: 'twice'"
            })
    void shouldRefuseBadInputInOneLineWithStatusTwo(String arguments, String message) {
        int status = execute(arguments.split(" ", -1));

        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("pagewalk: " + message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldListScenariosAndConfigurations() {
        assertThat(execute("--list")).isZero();
        assertThat(out.toString()).contains("dxgk-map").contains("--config small");
    }

    @Test
    void shouldWriteExactlyTheDocumentedKeysAndAWaveformWithItsSaveFile(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("new/result.json");

        int status = execute("dxgk-map", "--seed", "4", "--waves", "--trace", "--json", json.toString());

        assertThat(status).as(err.toString()).isZero();
        JsonNode result = new ObjectMapper().readTree(Files.readString(json));
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly(
                        "scenario",
                        "config",
                        "seed",
                        "cycles",
                        "translations",
                        "faults",
                        "pteStores",
                        "judges",
                        "passed");
        assertThat(result.get("judges").fieldNames()).toIterable().contains("protocol", "tableWrite", "data");
        assertThat(result.get("passed").asBoolean()).isTrue();
        assertThat(result.get("seed").asLong()).isEqualTo(4);
        assertThat(out.toString()).contains("run.fst", "run.gtkw", "walk read", "translation", "leaf L0", "passed");
    }

    private int execute(String... arguments) {
        return Pagewalk.configure(new CommandLine(new RunCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
