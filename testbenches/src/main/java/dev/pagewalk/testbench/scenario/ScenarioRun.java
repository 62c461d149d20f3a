package dev.pagewalk.testbench.scenario;

import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.bridge.BridgeStatus;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.report.FailureReport;
import dev.pagewalk.testbench.report.FstFile;
import dev.pagewalk.testbench.report.GtkwFile;
import dev.pagewalk.testbench.report.LastRecords;
import dev.pagewalk.testbench.report.RunRecorder;
import dev.pagewalk.testbench.report.RunResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs one scenario and collects what came of it. */
public final class ScenarioRun {
    private static final String JOURNAL = "journal.pwj";
    private static final String WAVES = "run.fst";

    private final Scenario scenario;
    private final ScenarioOptions options;
    private final Models models;
    private final List<Path> files = new ArrayList<>();
    private final LastRecords last = new LastRecords();

    public ScenarioRun(Scenario scenario, ScenarioOptions options, Models models) {
        this.scenario = scenario;
        this.options = options;
        this.models = models;
    }

    /** Runs it. */
    public ScenarioOutcome run() {
        PlatformContext context = options.platform();
        Path folder = options.folder();
        if (folder != null) {
            context.journal(added(folder.resolve(JOURNAL))).note("run.scenario", scenario.name());
        }
        if (folder != null && options.waves()) {
            context.waves(added(folder.resolve(WAVES)));
        }
        CosimPlatform platform = CosimPlatform.open(context, models);
        RunRecorder recorder = new RunRecorder(platform.signals(), options.trace());
        platform.judges().observe(recorder);
        platform.judges().observe(last);
        ScenarioContext scenarioContext = new ScenarioContext(platform, recorder, options.protocol(), options.steps());
        RuntimeException failure = null;
        try (platform) {
            failure = runOn(platform, scenarioContext);
        }
        return outcome(platform, scenarioContext, failure);
    }

    private RuntimeException runOn(CosimPlatform platform, ScenarioContext context) {
        try {
            options.preparations().forEach(preparation -> preparation.accept(platform));
            context.run(scenario);
            platform.finish();
            return null;
        } catch (RuntimeException e) {
            Throwable cause = platform.cause(e);
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof BridgeException bridge && bridge.status() == BridgeStatus.IO) {
                throw bridge;
            }
            return (RuntimeException) cause;
        }
    }

    private Path added(Path file) {
        files.add(file);
        return file;
    }

    private ScenarioOutcome outcome(CosimPlatform platform, ScenarioContext context, RuntimeException failure) {
        PlatformContext options = platform.context();
        RunRecorder recorder = context.recorder();
        RunResult result = new RunResult(
                scenario.name(),
                options.configuration(),
                options.seed(),
                platform.cycle(),
                recorder.translations(),
                recorder.faults(),
                recorder.pteStores(),
                platform.judges().checks(),
                failure == null);
        Violation violation = failure == null ? null : violation(platform, failure);
        if (this.options.waves() && this.options.folder() != null) {
            writeSaveFile(platform, context, violation);
        }
        String message = failure == null ? null : message(platform, failure);
        List<Long> pages = Arrays.stream(context.mdlPages()).boxed().toList();
        return new ScenarioOutcome(
                result,
                recorder,
                pages,
                context.steps(),
                failure == null ? context.shown() : List.of(),
                platform.recordHash(),
                violation,
                List.copyOf(platform.judges().violations()),
                message,
                List.copyOf(files));
    }

    private static Violation violation(CosimPlatform platform, RuntimeException failure) {
        if (failure instanceof RunFailedException failed) {
            return failed.violation();
        }
        return new Violation(
                "scenario",
                "a run ends without an exception",
                "DESIGN §8",
                "none",
                failure.toString(),
                platform.cycle(),
                platform.oldestTransaction());
    }

    private void writeSaveFile(CosimPlatform platform, ScenarioContext context, Violation violation) {
        Path waves = options.folder().resolve(WAVES);
        try {
            FstFile.requireWhole(waves);
            GtkwFile save = new GtkwFile(waves);
            if (violation != null) {
                save.marker(violation.cycle());
            }
            context.recorder().stores().forEach(store -> save.marker(store.cycle())
                    .marker(store.firstRead()));
            files.add(save.write(platform.pins()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the waveform of the run", e);
        }
    }

    private String message(CosimPlatform platform, RuntimeException failure) {
        FailureReport report = new FailureReport(platform, last.lines()).fact("scenario", scenario.name());
        scenario.facts().forEach(report::fact);
        files.stream()
                .filter(file -> !file.getFileName().toString().equals(JOURNAL) && Files.exists(file))
                .forEach(file -> report.file(file.getFileName().toString(), file));
        if (options.isPlain()) {
            report.rerun(rerun());
        }
        FailureReport.Product product = report.write(failure, options.folder());
        product.files().values().stream().filter(file -> !files.contains(file)).forEach(files::add);
        return product.message();
    }

    private String rerun() {
        PlatformContext context = options.platform();
        return scenario.rerun(context.configuration(), context.seed());
    }
}
