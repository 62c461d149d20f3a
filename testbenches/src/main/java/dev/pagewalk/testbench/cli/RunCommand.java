package dev.pagewalk.testbench.cli;

import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.Workspace;
import dev.pagewalk.testbench.report.RunReport;
import dev.pagewalk.testbench.scenario.Scenario;
import dev.pagewalk.testbench.scenario.ScenarioContext;
import dev.pagewalk.testbench.scenario.ScenarioOptions;
import dev.pagewalk.testbench.scenario.ScenarioOutcome;
import dev.pagewalk.testbench.scenario.ScenarioRun;
import dev.pagewalk.testbench.scenario.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code run}: a scenario on the RTL with the judges on. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a scenario on the RTL, with every cycle checked.")
public final class RunCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            defaultValue = "dxgk-map",
            description = "What to run (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--config",
            paramLabel = "NAME",
            defaultValue = PlatformContext.DEFAULT_CONFIGURATION,
            description = "Configuration of the IOMMU (default: ${DEFAULT-VALUE}).")
    private String configuration;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--trace", description = "Print every table store, walk read and translation.")
    private boolean trace;

    @Option(names = "--waves", description = "Write an FST waveform and a GTKWave save file.")
    private boolean waves;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
    private Path json;

    @Option(
            names = "--batch",
            paramLabel = "CYCLES",
            defaultValue = "4096",
            description = "Most cycles per step; results do not depend on it (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--list", description = "List the scenarios and configurations and run nothing.")
    private boolean list;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            listAll(out);
            return ExitStatus.OK;
        }
        Scenario chosen = Scenarios.find(scenario)
                .orElseThrow(() ->
                        wrong("unknown scenario: name=" + scenario + ", known=" + String.join(",", Scenarios.names())));
        if (!NamedConfiguration.labels().contains(configuration)) {
            throw wrong("unknown configuration: name=" + configuration + ", known="
                    + String.join(",", NamedConfiguration.labels()));
        }
        if (batch < 1) {
            throw wrong("batch: not positive: value=" + batch);
        }
        try (RunFolder folder = RunFolder.claim(scenario + "-" + configuration + "-" + seed);
                Progress progress = Progress.standard()) {
            return run(chosen, folder.path(), progress, out);
        } catch (BuildException e) {
            throw CommandException.environment(e.getMessage(), e);
        } catch (BridgeException e) {
            throw CommandException.of(e);
        } catch (UncheckedIOException e) {
            throw CommandException.environment(e.getMessage() + ": " + CommandException.reason(e.getCause()), e);
        } catch (IOException e) {
            throw CommandException.environment("cannot write output: " + CommandException.reason(e), e);
        }
    }

    private Integer run(Scenario chosen, Path folder, Progress progress, PrintWriter out) throws IOException {
        List<ScenarioContext.Step> steps = new ArrayList<>();
        ScenarioOptions options = new ScenarioOptions()
                .platform(new PlatformContext()
                        .configuration(configuration)
                        .seed(seed)
                        .batch(batch))
                .folder(folder)
                .steps(step -> {
                    steps.add(step);
                    progress.stage("running " + scenario);
                });
        if (waves) {
            options.withWaves();
        }
        if (trace) {
            options.trace(out::println);
        }
        Models models = Models.standard((stage, done, total) -> {
            progress.stage(stage);
            progress.step(done + " of " + total);
        });
        ScenarioOutcome outcome = new ScenarioRun(chosen, options, models).run();
        progress.close();
        report(outcome, steps, out);
        if (json != null) {
            outcome.result().write(json);
        }
        return outcome.passed() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private void report(ScenarioOutcome outcome, List<ScenarioContext.Step> steps, PrintWriter out) {
        RunReport report = new RunReport(out);
        report.title(scenario, configuration, seed);
        report.steps(steps);
        long[] pages = outcome.mdlPages().stream().mapToLong(Long::longValue).toArray();
        report.stores(outcome.recorder().stores(), pages);
        report.summary(
                outcome.recorder(), outcome.result().cycles(), outcome.result().judges(), outcome.hash());
        report.files(outcome.files(), Workspace.root());
        out.println(outcome.passed() ? "passed" : "FAILED");
        out.flush();
        if (!outcome.passed()) {
            spec.commandLine().getErr().println(outcome.message());
            spec.commandLine().getErr().flush();
        }
    }

    private static void listAll(PrintWriter out) {
        Scenarios.all().forEach(known -> out.printf("%-12s %s%n", known.name(), known.summary()));
        for (NamedConfiguration known : NamedConfiguration.values()) {
            out.printf("--config %-6s %s%n", known.label(), known.purpose());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
