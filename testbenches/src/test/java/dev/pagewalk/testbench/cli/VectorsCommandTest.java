package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

class VectorsCommandTest {
    private static final String SCENARIO =
            """
            {"id":"%s","cat":"regs","profile":"full","uses":[],"caps":"0x10","cfg":{"fctl":0,"num_hpm":0,"hpm_bits":0,\
            "vec_bits":0,"gxl_writable":0,"be_writable":0,"qos_mask":"0x0"},"mem":[],"bad":[],\
            "ops":[{"op":"reg_r","off":0,"size":4,"val":"%s"}]}""";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldEndWithStatusZeroOnlyWhenEverythingPassed() throws IOException {
        Path file = write(passing("a"));

        assertThat(run(file.toString())).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains(file + " on model: 1 passed, 0 failed, 0 skipped");
    }

    @Test
    void shouldPrintFailureClauseAndRerunCommand() throws IOException {
        Path file = write(passing("a"), failing("b"));

        assertThat(run(file.toString(), "--on", "model")).isEqualTo(ExitStatus.FAILED);
        assertThat(out.toString())
                .contains(file + ": b: ops[0] reg_r val: expected 0x11, actual 0x10 [IOMMU §1]")
                .contains("rerun: ./pagewalk vectors " + file + " --on model --only id=b");
    }

    @Test
    void shouldReportFileLineAndFaultOfMalformedLinesAndPlayTheRest() throws IOException {
        Path file = write("{\"id\":1}", passing("a"));

        assertThat(run(file.toString())).isEqualTo(ExitStatus.USAGE);
        assertThat(out.toString())
                .contains(
                        file + ": line 1: parse: expected a scenario, actual scenario.id: expected a non-empty string")
                .contains("1 passed, 1 failed, 0 skipped");
    }

    @Test
    void shouldWriteTheReportAsJson() throws IOException {
        Path file = write(passing("a"), failing("b"));
        Path json = directory.resolve("report.json");

        run(file.toString(), "--json", json.toString());

        JsonNode report = new JsonMapper().readTree(json.toFile());
        assertThat(report.get("file").asText()).isEqualTo(file.toString());
        assertThat(report.get("on").asText()).isEqualTo("model");
        assertThat(report.get("passed").asInt()).isEqualTo(1);
        assertThat(report.get("failed").asInt()).isEqualTo(1);
        assertThat(report.get("skipped").asInt()).isZero();
        assertThat(report.get("skips")).isEmpty();
        assertThat(report.get("failures").get(0))
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                                {"id":"b","op":"ops[0] reg_r val","expected":"0x11","actual":"0x10","clause":"[IOMMU §1]"}"""));
    }

    @Test
    void shouldRefuseWhatDoesNotExistWithOneClearLine() throws IOException {
        Path file = write(passing("a"));

        assertThat(run(file.toString(), "--on", "fpga")).isEqualTo(ExitStatus.USAGE);
        assertThat(run(directory.resolve("none.jsonl").toString())).isEqualTo(ExitStatus.USAGE);
        assertThat(run(file.toString(), "--only", "colour=red")).isEqualTo(ExitStatus.USAGE);
        assertThat(run(file.toString(), "--waves")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains("no such target: fpga")
                .contains("cannot read " + directory.resolve("none.jsonl"))
                .contains("cannot select by 'colour=red'")
                .contains("the model has no waveforms");
    }

    @Test
    void shouldFailWhenNothingWasPlayed() throws IOException {
        Path file = write(passing("a"));

        assertThat(run(file.toString(), "--only", "id=z")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("nothing to play in " + file);
    }

    @Test
    void shouldPlayASelectionThatLiesInOneOfSeveralFiles() throws IOException {
        Path one = Files.writeString(directory.resolve("one.jsonl"), passing("a"));
        Path other = Files.writeString(directory.resolve("other.jsonl"), failing("b"));

        assertThat(run(one.toString(), other.toString(), "--only", "id=a")).isEqualTo(ExitStatus.OK);
        assertThat(run(one.toString(), other.toString(), "--only", "id=b")).isEqualTo(ExitStatus.FAILED);
        assertThat(run(one.toString(), other.toString(), "--only", "id=c")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void shouldRefuseAFileWithoutScenariosAmongOthers() throws IOException {
        Path one = Files.writeString(directory.resolve("one.jsonl"), passing("a"));
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "\n");

        assertThat(run(one.toString(), empty.toString())).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("nothing to play in " + empty).doesNotContain(one.toString());
    }

    @Test
    void shouldReportATruncatedArchiveAndKeepWhatItHeld() throws IOException {
        Path file = directory.resolve("cut.jsonl.gz");
        byte[] whole = VectorsCommandTest.class
                .getResourceAsStream("/conformance/vectors-101.jsonl.gz")
                .readAllBytes();
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 50));

        assertThat(run(file.toString())).isNotEqualTo(ExitStatus.OK);
        assertThat(out.toString())
                .contains("expected a readable file")
                .contains(": " + completeLines(file) + " passed, 1 failed");
    }

    private static long completeLines(Path file) throws IOException {
        long lines = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 64)) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                lines += c == '\n' ? 1 : 0;
            }
        } catch (EOFException expected) {
            return lines;
        }
        throw new AssertionError("the archive is not truncated");
    }

    private int run(String... arguments) {
        CommandLine line = Pagewalk.configure(new CommandLine(new VectorsCommand()));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private Path write(String... lines) throws IOException {
        Path file = directory.resolve("scenarios.jsonl");
        Files.write(file, List.of(lines));
        return file;
    }

    private static String passing(String id) {
        return SCENARIO.formatted(id, "0x10");
    }

    private static String failing(String id) {
        return SCENARIO.formatted(id, "0x11");
    }
}
