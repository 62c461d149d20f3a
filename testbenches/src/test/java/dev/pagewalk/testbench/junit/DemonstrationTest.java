package dev.pagewalk.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.cli.Pagewalk;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A test that fails on purpose: its output line by line, and that its last line does what it says [DESIGN §8]. */
class DemonstrationTest {
    private static final String COMMAND = "./mvnw -pl testbenches -am test"
            + " -Dtest='dev.pagewalk.testbench.junit.FailsOnPurpose#losesAHostStore'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true"
            + (System.getProperty(Models.OPTIMISATION) == null
                    ? ""
                    : " -D" + Models.OPTIMISATION + "=" + Models.optimisation())
            + " -Dpagewalk.cosim.configuration=small -Dpagewalk.cosim.seed=";
    private static final String HASH = "record hash: ";
    private static final List<String> FILES = List.of("bundle", "waveform", "save file", "timeline", "trace");

    @Test
    @Tag("smoke")
    void shouldTellTheFailureLineByLineWithTheRerunCommandLast() {
        Iterator<String> lines = Failures.of("losesAHostStore").lines().iterator();

        assertThat(lines.next())
                .isEqualTo(
                        "data: host stores reach memory complete, unchanged and in program order [DESIGN §2, host interface]");
        assertThat(lines.next()).isEqualTo("expected: 0x2 to 0x90000008, lanes 0xff");
        assertThat(lines.next()).isEqualTo("actual:   0x3 to 0x90000010, lanes 0xff");
        assertThat(lines.next()).matches("cycle:    \\d+");
        assertThat(lines.next()).startsWith("oldest outstanding transaction: ");
        assertThat(lines.next()).matches("record hash: [0-9a-f]{16}");
        assertThat(lines.next()).isEqualTo("last records:");
        assertThat(lines.next()).matches("   +\\d+  m_axi_host write 0x90000000 = 0x0000000000000001 lanes ff");
        assertThat(lines.next()).matches("   +\\d+  m_axi_host write 0x90000010 = 0x0000000000000003 lanes ff");
        for (String file : FILES) {
            String line = lines.next();
            assertThat(line).startsWith(file + ": ");
            assertThat(Path.of(line.substring(file.length() + 2))).isNotEmptyFile();
        }
        assertThat(lines.next()).matches(COMMAND.replaceAll("([.$()*])", "\\\\$1") + "-?\\d+");
        assertThat(lines.hasNext()).isFalse();
    }

    @Test
    void shouldAttachEveryFileAndTheWayBackToTheReport() {
        Failures failure = Failures.of("losesAHostStore");

        assertThat(failure.entries).containsEntry("configuration", "small").containsKeys("seed", "hash", "rerun");
        assertThat(failure.attachments)
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "bundle.zip", "failure.fst", "failure.gtkw", "failure-timeline.txt", "failure-trace.json");
        assertThat(failure.attachments).allSatisfy(path -> assertThat(path).isNotEmptyFile());
    }

    @Test
    @Tag("smoke")
    void shouldReplayTheBundleToTheSameHash() {
        List<String> lines = Failures.of("losesAHostStore").lines();
        StringWriter out = new StringWriter();

        CommandLine line = Pagewalk.commandLine().setOut(new PrintWriter(out, true));

        assertThat(line.execute("replay", value(lines, "bundle: "))).isZero();
        assertThat(out.toString()).contains("hash         " + value(lines, HASH));
    }

    @Test
    void shouldReachTheSameHashWhenThePrintedCommandIsExecuted() throws Exception {
        List<String> lines = Failures.of("losesAHostStore").lines();
        String command = lines.get(lines.size() - 1);

        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(Workspace.root().toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(String.join("\n", output)).isNotZero();
        assertThat(value(output, HASH)).isEqualTo(value(lines, HASH));
        assertThat(output).contains(lines.subList(0, lines.size() - 1).toArray(new String[0]));
        assertThat(reportWithAttachments()).isTrue();
        removeReports();
    }

    /** The report of the executed command names the files of the failure. */
    private static boolean reportWithAttachments() throws IOException {
        try (Stream<Path> files = Files.walk(Workspace.root().resolve("testbenches/target/junit"), 2)) {
            for (Path file :
                    files.filter(path -> path.endsWith("open-test-report.xml")).toList()) {
                String report = Files.readString(file);
                if (report.contains(FailsOnPurpose.class.getName()) && report.contains("bundle.zip")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The reports of the failure are the only trace that it leaves among those of this build. */
    private static void removeReports() throws IOException {
        Path reports = Workspace.root().resolve("testbenches/target/surefire-reports");
        for (String name : List.of("TEST-%s.xml", "%s.txt")) {
            Files.deleteIfExists(reports.resolve(name.formatted(FailsOnPurpose.class.getName())));
        }
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.contains(name))
                .map(line -> line.substring(line.indexOf(name) + name.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with " + name + " in\n" + String.join("\n", lines)));
    }
}
