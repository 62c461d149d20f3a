package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.scenario.DxgkMapScenario;
import dev.pagewalk.testbench.scenario.ScenarioOptions;
import dev.pagewalk.testbench.scenario.ScenarioOutcome;
import dev.pagewalk.testbench.scenario.ScenarioRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

@Tag("smoke")
class ReplayCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldReachTheHashOfTheFailedRunAndWriteItsWaveform() {
        ScenarioOptions options = new ScenarioOptions()
                .platform(new PlatformContext().seed(8))
                .folder(folder)
                .prepare(platform -> platform.plant(new BridgeCanary(BridgeCanary.Kind.DROP_WRITE_BEAT, 5)));
        ScenarioOutcome failed =
                new ScenarioRun(new DxgkMapScenario(), options, Models.standard(BuildProgress.SILENT)).run();
        assertThat(failed.passed()).isFalse();
        assertThat(failed.message()).endsWith("./pagewalk run dxgk-map --config small --seed 8");

        int status = execute(folder.resolve("bundle.zip").toString());

        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(String.format("%016x", failed.hash()))
                .contains("m_axi_mem  write", "replay.fst", "replay.gtkw");
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        refuses("no such file", folder.resolve("none.zip").toString());
    }

    @Test
    void shouldRefuseAFileThatIsNoBundle() throws IOException {
        Path file = Files.writeString(folder.resolve("x.zip"), "nothing");
        refuses("not a bundle", file.toString());
    }

    @Test
    void shouldRefuseAFileThatIsNoJournal() throws IOException {
        Path file = Files.writeString(folder.resolve("x.pwj"), "nothing");
        refuses("journal refused", file.toString());
    }

    @Test
    void shouldRefuseAnEmptyWindow() throws IOException {
        Path file = Files.writeString(folder.resolve("x.pwj"), "nothing");
        refuses("empty window: from=9, to=9", file.toString(), "--from", "9", "--to", "9");
    }

    private void refuses(String message, String... arguments) {
        assertThat(execute(arguments)).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("pagewalk: " + message);
        assertThat(err.toString().lines()).hasSize(1);
    }

    private int execute(String... arguments) {
        return Pagewalk.configure(new CommandLine(new ReplayCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
