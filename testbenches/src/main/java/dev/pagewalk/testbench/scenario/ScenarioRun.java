package dev.pagewalk.testbench.scenario;

import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.platform.Workspace;
import dev.pagewalk.testbench.report.Bundle;
import dev.pagewalk.testbench.report.FailureText;
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
import java.util.Map;

/** Runs one scenario and collects what came of it. */
public final class ScenarioRun {
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
            context.journal(added(folder.resolve("journal.pwj"))).note("run.scenario", scenario.name());
        }
        if (folder != null && options.waves()) {
            context.waves(added(folder.resolve("run.fst")));
        }
        CosimPlatform platform = CosimPlatform.open(context, models);
        RunRecorder recorder = new RunRecorder(platform.signals(), options.trace());
        platform.judges().observe(recorder);
        platform.judges().observe(last);
        ScenarioContext scenarioContext = new ScenarioContext(platform, recorder, options.protocol(), options.steps());
        RunFailedException failure = null;
        try (platform) {
            failure = runOn(platform, scenarioContext);
        }
        return outcome(platform, scenarioContext, failure);
    }

    private RunFailedException runOn(CosimPlatform platform, ScenarioContext context) {
        try {
            options.preparations().forEach(preparation -> preparation.accept(platform));
            context.run(scenario);
            platform.finish();
            return null;
        } catch (RunFailedException e) {
            return e;
        }
    }

    private Path added(Path file) {
        files.add(file);
        return file;
    }

    private ScenarioOutcome outcome(CosimPlatform platform, ScenarioContext context, RunFailedException failure) {
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
        Violation violation = failure == null ? null : failure.violation();
        String message = null;
        try {
            if (this.options.waves() && this.options.folder() != null) {
                writeSaveFile(platform, context, violation);
            }
            if (violation != null) {
                message = message(platform, violation);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the output of the run: folder=" + this.options.folder(), e);
        }
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

    private void writeSaveFile(CosimPlatform platform, ScenarioContext context, Violation violation)
            throws IOException {
        GtkwFile save = new GtkwFile(options.folder().resolve("run.fst"));
        if (violation != null) {
            save.marker(violation.cycle());
        }
        context.recorder().stores().forEach(store -> save.marker(store.cycle()).marker(store.firstRead()));
        files.add(save.write(platform.pins()));
    }

    private String message(CosimPlatform platform, Violation violation) throws IOException {
        FailureText text = FailureText.of(violation, rerun()).records(last.lines());
        if (options.folder() != null) {
            Path bundle = options.folder().resolve("bundle.zip");
            Map<String, String> facts = Map.of(
                    "scenario", scenario.name(),
                    "configuration", platform.context().configuration(),
                    "seed", Long.toString(platform.context().seed()),
                    "cycle", Long.toString(violation.cycle()),
                    "hash", Long.toHexString(platform.recordHash()),
                    "library", platform.library().key(),
                    "commit", Workspace.commit());
            Path journal = options.folder().resolve("journal.pwj");
            Bundle.write(bundle, journal, facts, text.text());
            text.file("bundle", added(bundle));
            for (Path file : files) {
                if (!file.equals(bundle) && Files.exists(file)) {
                    text.file(file.getFileName().toString(), file);
                }
            }
        }
        return text.text();
    }

    private String rerun() {
        PlatformContext context = options.platform();
        return "./pagewalk run " + scenario.name() + " --config " + context.configuration() + " --seed "
                + context.seed();
    }
}
