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
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run that a planted bug of the bridge fails, with its bundle, and commands on it. */
final class FailedRun {
    private static final int AFTER_BEATS = 5;

    final Path folder;
    final ScenarioOutcome outcome;

    FailedRun(Path folder, PlatformContext context) throws IOException {
        this.folder = Files.createDirectories(folder);
        ScenarioOptions options = new ScenarioOptions()
                .platform(context)
                .folder(folder)
                .prepare(platform -> platform.plant(new BridgeCanary(BridgeCanary.Kind.DROP_WRITE_BEAT, AFTER_BEATS)));
        outcome = new ScenarioRun(new DxgkMapScenario(), options, Models.standard(BuildProgress.SILENT)).run();
        assertThat(outcome.passed()).isFalse();
    }

    Path bundle() {
        return folder.resolve("bundle.zip");
    }

    String hash() {
        return String.format("%016x", outcome.hash());
    }

    /**
     * What a command came to.
     *
     * @param status its exit status
     * @param out what it printed
     * @param err what it printed on standard error
     */
    record Printed(int status, String out, String err) {}

    static Printed execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                Pagewalk.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = line.execute(arguments);
        return new Printed(status, out.toString(), err.toString());
    }
}
