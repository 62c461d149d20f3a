package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

class RegressCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldPrintATableAndWriteEverySeedAsJson() throws IOException {
        Path json = folder.resolve("summary.json");

        int status = execute("--configs", "small", "--seeds", "2", "--translations", "400", "--json", json.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(status).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("config", "small", "total").endsWith("passed\n");
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        assertThat(root.path("passed").asBoolean()).isTrue();
        assertThat(root.path("total").path("seeds").asInt()).isEqualTo(2);
        assertThat(root.path("total").path("translations").asLong()).isGreaterThanOrEqualTo(400);
        assertThat(root.path("results")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--configs, tiny, unknown configuration: name=tiny",
        "--seeds, 0, nothing to run: seeds=0",
        "--translations, -1, translations=-1",
        "--jobs, 0, jobs=0",
        "--seeds, many, Invalid value for option '--seeds'"
    })
    void shouldRefuseWhatMakesNoSense(String option, String value, String message) {
        int status = execute(option, value);

        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains(message);
    }

    private int execute(String... arguments) {
        CommandLine line = Pagewalk.configure(new CommandLine(new RegressCommand()));
        String[] all = new String[arguments.length + 2];
        all[0] = "--results";
        all[1] = folder.resolve("results.jsonl").toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }
}
