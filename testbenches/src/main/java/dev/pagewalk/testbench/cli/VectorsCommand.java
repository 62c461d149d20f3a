package dev.pagewalk.testbench.cli;

import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.Selection;
import dev.pagewalk.testbench.vectors.VectorReport;
import dev.pagewalk.testbench.vectors.VectorRun;
import dev.pagewalk.testbench.vectors.VectorTargetFactory;
import dev.pagewalk.testbench.vectors.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code vectors FILE...}: plays conformance files; status 0 only if nothing failed and nothing was skipped unallowed. */
@Command(
        name = "vectors",
        mixinStandardHelpOptions = true,
        description = "Plays conformance vectors on the golden model or on the RTL.")
public final class VectorsCommand implements Callable<Integer> {
    private static final int SHOWN_FAILURES = 20;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files, .jsonl or .jsonl.gz.")
    private List<Path> files;

    @Option(names = "--on", paramLabel = "TARGET", defaultValue = "model", description = "model or rtl.")
    private String on;

    @Option(
            names = "--only",
            paramLabel = "TERMS",
            description = "Play a selection: cat=...,uses=...,id=...,profile=...; terms of one key are alternatives.")
    private String only;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report to this file.")
    private Path json;

    @Option(names = "--allow-skip", paramLabel = "FEATURE", description = "Skipping for this missing feature is fine.")
    private Set<String> allowedSkips = Set.of();

    @Option(names = "--waves", description = "Record waveforms; only where the target has them.")
    private boolean waves;

    @Option(names = "--threads", paramLabel = "N", description = "Targets at a time; by default as many as make sense.")
    private int threads;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private int shown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw CommandException.usage("cannot read " + file);
            }
        }
        VectorTargetFactory factory = factory();
        int parallelism =
                threads > 0 ? threads : factory.parallelism(Runtime.getRuntime().availableProcessors());
        List<VectorReport> reports = new ArrayList<>();
        try (VectorRun run = new VectorRun(
                () -> factory.create(waves, Path.of("target", "pagewalk", "vectors")), parallelism, selection())) {
            for (Path file : files) {
                VectorReport report = new VectorReport(file.toString(), on, json != null);
                reports.add(report);
                play(run, file, report);
            }
            if (json != null) {
                writeJson(reports);
            }
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        } finally {
            for (VectorReport report : reports) {
                report.close();
            }
        }
        return status(reports);
    }

    private VectorTargetFactory factory() {
        List<String> names = new ArrayList<>();
        for (VectorTargetFactory factory : ServiceLoader.load(VectorTargetFactory.class)) {
            if (factory.name().equals(on)) {
                return factory;
            }
            names.add(factory.name());
        }
        throw CommandException.usage("no such target: " + on + "; there is " + String.join(", ", names));
    }

    private Selection selection() {
        return only == null ? Selection.ALL : Selection.parse(only);
    }

    private void play(VectorRun run, Path file, VectorReport report) throws InterruptedException {
        try (Progress progress = Progress.standard()) {
            progress.stage("playing " + file + " on " + on);
            run.play(file, verdict -> {
                report.add(verdict);
                progress.step(
                        report.passed() + " passed, " + report.failed() + " failed, " + report.skipped() + " skipped");
                show(file, verdict);
            });
        } catch (IOException e) {
            report.add(Verdict.unreadable(e.toString()));
            show(file, Verdict.unreadable(e.toString()));
        }
        summarise(report);
    }

    private void show(Path file, Verdict verdict) {
        PrintWriter out = spec.commandLine().getOut();
        for (OperationFailure failure : verdict.failures()) {
            if (shown++ < SHOWN_FAILURES) {
                out.println(file + ": " + failure.scenario() + ": " + failure.where() + ": expected "
                        + failure.mismatch().expected() + ", actual "
                        + failure.mismatch().actual() + " " + failure.mismatch().clause());
                if (verdict.kind() == Verdict.Kind.FAILED) {
                    out.println("  rerun: ./pagewalk vectors " + file + " --on " + on + " --only id=" + verdict.id());
                }
            }
        }
        if (shown > SHOWN_FAILURES
                && !verdict.failures().isEmpty()
                && shown - verdict.failures().size() <= SHOWN_FAILURES) {
            out.println("more failures are not shown; --json FILE keeps them all");
        }
        out.flush();
    }

    private void summarise(VectorReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(report.file() + " on " + on + ": " + report.passed() + " passed, " + report.failed() + " failed, "
                + report.skipped() + " skipped");
        report.skippedByFeature()
                .forEach((feature, count) -> out.println("  skipped for " + feature + ": " + count
                        + (allowedSkips.contains(feature) ? " (allowed)" : "")));
        out.flush();
    }

    private void writeJson(List<VectorReport> reports) {
        try {
            VectorReport.writeAll(json, reports, reports.size() > 1);
        } catch (IOException e) {
            throw CommandException.environment("cannot write " + json + ": " + e, e);
        }
    }

    private int status(List<VectorReport> reports) {
        List<String> empty = reports.stream()
                .filter(report -> report.passed() + report.failed() + report.skipped() == 0)
                .map(VectorReport::file)
                .toList();
        // a selection may lie in one of several files, but a file without scenarios is a mistake
        if (empty.size() == reports.size() || (only == null && !empty.isEmpty())) {
            throw CommandException.usage("nothing to play in " + String.join(", ", empty));
        }
        boolean failed = false;
        boolean malformed = false;
        for (VectorReport report : reports) {
            malformed |= report.malformed() > 0;
            failed |= report.failed() > report.malformed()
                    || !allowedSkips.containsAll(report.skippedByFeature().keySet());
        }
        if (failed) {
            return ExitStatus.FAILED;
        }
        return malformed ? ExitStatus.USAGE : ExitStatus.OK;
    }
}
