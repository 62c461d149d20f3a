package dev.pagewalk.testbench.cli;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.Replay;
import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.journal.Journal;
import dev.pagewalk.bridge.journal.JournalException;
import dev.pagewalk.testbench.judge.protocol.ProtocolJudge;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.ReplayRun;
import dev.pagewalk.testbench.report.Bundle;
import dev.pagewalk.testbench.report.GtkwFile;
import dev.pagewalk.testbench.report.Timeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code replay}: runs a bundle or journal again, without the code that made it, and writes waveform and timeline. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Runs a bundle or a journal again: same hash, a waveform of the window, and its timeline.")
public final class ReplayCommand implements Callable<Integer> {
    private static final long BEFORE = 2_000;
    private static final long AFTER = 50;

    @Parameters(paramLabel = "BUNDLE", description = "A bundle.zip, or a journal.")
    private Path file;

    @Option(names = "--from", paramLabel = "CYCLE", description = "First cycle of the window.")
    private Long from;

    @Option(names = "--to", paramLabel = "CYCLE", description = "Cycle after the window.")
    private Long to;

    @Spec
    private CommandSpec spec;

    private Map<String, String> facts = Map.of();

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw wrong("no such file: " + file);
        }
        if (from != null && to != null && from >= to) {
            throw wrong("empty window: from=" + from + ", to=" + to);
        }
        try (RunFolder folder = RunFolder.claim("replay-" + name())) {
            Path journal = unpack(folder.path());
            return replay(journal, folder.path());
        } catch (JournalException e) {
            throw CommandException.usage(e.getMessage());
        } catch (BuildException e) {
            throw CommandException.environment(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandException.environment("cannot replay: " + e.getMessage(), e);
        }
    }

    private String name() {
        return file.getFileName().toString().replaceAll("\\W+", "-");
    }

    private Path unpack(Path folder) throws IOException {
        if (!file.getFileName().toString().endsWith(".zip")) {
            return file;
        }
        try {
            facts = Bundle.read(file, folder);
        } catch (IOException e) {
            throw CommandException.usage("not a bundle: file=" + file + ", " + e.getMessage());
        }
        return folder.resolve(Bundle.JOURNAL);
    }

    private Integer replay(Path journal, Path folder) throws IOException {
        ModelLibrary library = library(journal);
        ReplayRun run = new ReplayRun(library);
        long failure = Long.parseLong(facts.getOrDefault("cycle", "-1"));
        long start = from != null ? from : Math.max(0, failure - BEFORE);
        long end = to != null ? to : failure >= 0 ? failure + AFTER : Model.FOREVER;
        PrintWriter out = spec.commandLine().getOut();
        ProtocolJudge protocol = new ProtocolJudge(run.signals());
        Path waves = folder.resolve("replay.fst");
        Timeline timeline = new Timeline(run.signals(), start, end, out::println);
        Replay.Result result = run.run(journal, List.of(protocol, timeline), model -> model.waves(waves, start, end));
        GtkwFile save = new GtkwFile(waves).marker(failure);
        protocol.violations().forEach(violation -> save.marker(violation.cycle()));
        Path saved = save.write(run.pins());
        protocol.violations().forEach(violation -> out.println(violation.line()));
        out.printf("%-12s %d%n%-12s %s%n", "cycles", result.cycles(), "journal", result.statement());
        out.printf("%-12s %016x%n", "hash", result.hash());
        out.printf("%-12s %s%n%-12s %s%n", "waveform", waves, "save file", saved);
        out.flush();
        String expected = facts.get("hash");
        boolean same = expected == null || Long.parseUnsignedLong(expected, 16) == result.hash();
        if (!same) {
            spec.commandLine().getErr().println("pagewalk: replay differs from the run: hash expected=" + expected);
        }
        return same ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** The library that the journal names: from the cache, or built again from the same sources. */
    private static ModelLibrary library(Path journal) throws IOException {
        String key;
        String configuration;
        try (Journal head = Journal.open(journal)) {
            key = head.require("key");
            configuration = head.require("configuration");
        }
        try (Progress progress = Progress.standard()) {
            Models models = Models.standard((stage, done, total) -> progress.stage(stage));
            var cached = models.library(key);
            return cached.isPresent() ? cached.get() : models.library(configuration, false);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
