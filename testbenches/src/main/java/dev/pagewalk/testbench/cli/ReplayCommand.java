package dev.pagewalk.testbench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.journal.JournalException;
import dev.pagewalk.bridge.journal.JournalSummary;
import dev.pagewalk.bridge.journal.ReplayDiffersException;
import dev.pagewalk.testbench.platform.JournalLibrary;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.OtherBuildException;
import dev.pagewalk.testbench.platform.Workspace;
import dev.pagewalk.testbench.report.Bundle;
import dev.pagewalk.testbench.report.BundleException;
import dev.pagewalk.testbench.report.ReplayWindow;
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
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code replay}: runs a bundle or journal again, without the code that made it, and writes waveform and timeline. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a bundle or a journal again: same hash, and of a window of its cycles a waveform, its GTKWave save file,"
                    + " and the timeline of all transactions as text and as a trace for ui.perfetto.dev.",
            "The window is by default the 2000 cycles before the failure, or before the end of a journal."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final String COPY_AGAIN = "; copy it again from where the run was made";

    @Parameters(paramLabel = "BUNDLE", description = "A bundle.zip, or a journal.")
    private Path file;

    @Option(names = "--from", paramLabel = "CYCLE", description = "First cycle of the window.")
    private Long from;

    @Option(names = "--to", paramLabel = "CYCLE", description = "Cycle after the window.")
    private Long to;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    private Map<String, String> facts = Map.of();

    @Override
    public Integer call() {
        if (!Files.exists(file)) {
            throw wrong("no such file: " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw wrong("not a file: " + file);
        }
        if (from != null && (from < 0 || (to != null && from >= to))) {
            throw wrong("empty window: from=" + from + ", to=" + to);
        }
        try (RunFolder folder = RunFolder.claim("replay-" + name())) {
            return replay(unpack(folder.path()), folder.path());
        } catch (BundleException | OtherBuildException e) {
            throw CommandException.usage(e.getMessage());
        } catch (ReplayDiffersException e) {
            throw CommandException.failed(e.getMessage() + "; the same library ran in two ways, please report it");
        } catch (JournalException e) {
            throw CommandException.usage(e.getMessage() + COPY_AGAIN);
        } catch (BuildException e) {
            throw CommandException.environment(e.getMessage(), e);
        } catch (BridgeException e) {
            throw CommandException.of(e);
        } catch (IOException e) {
            throw CommandException.environment("cannot replay: " + CommandException.reason(e), e);
        }
    }

    private String name() {
        return file.getFileName().toString().replaceAll("\\W+", "-");
    }

    private Path unpack(Path folder) throws IOException {
        if (!Bundle.looksLikeOne(file)) {
            return file;
        }
        facts = Bundle.read(file, folder);
        return folder.resolve(Bundle.JOURNAL);
    }

    private Integer replay(Path journal, Path folder) throws IOException {
        JournalSummary summary = JournalSummary.of(journal);
        ReplayWindow window = window(summary.cycles());
        return report(result(journal, summary, window, folder), window);
    }

    private static ReplayWindow.Result result(Path journal, JournalSummary summary, ReplayWindow window, Path folder)
            throws IOException {
        try (Progress progress = Progress.standard()) {
            Models models = Models.standard((stage, done, total) -> progress.stage(stage));
            ModelLibrary library = JournalLibrary.of(journal, summary.head(), models);
            progress.stage("replaying " + summary.cycles() + " cycles");
            window.progress(cycle -> progress.step("cycle " + cycle));
            return window.write(library, journal, folder, "replay");
        }
    }

    private ReplayWindow window(long cycles) {
        long failure = Long.parseLong(facts.getOrDefault("cycle", "-1"));
        ReplayWindow usual = ReplayWindow.around(failure >= 0 ? failure : cycles);
        long start = from != null ? from : to == null ? usual.from() : Math.min(usual.from(), to - 1);
        long end = to != null ? to : Math.max(usual.to(), start + 1);
        if (start >= cycles) {
            throw wrong("the window begins after the run: from=" + start + ", cycles of the run=" + cycles);
        }
        return new ReplayWindow(start, end, failure);
    }

    private Integer report(ReplayWindow.Result result, ReplayWindow window) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        result.timeline().forEach(out::println);
        result.violations().forEach(violation -> out.println(violation.line()));
        result.replay()
                .failure()
                .ifPresent(failure -> out.println("the design ended the run: " + failure.getMessage()));
        String hash = String.format("%016x", result.replay().hash());
        row(out, "cycles", Long.toString(result.replay().cycles()));
        row(out, "journal", result.replay().statement());
        row(out, "window", window.from() + " to " + window.to());
        row(out, "hash", hash);
        result.files().forEach((what, path) -> row(out, what, Workspace.shown(path)));
        row(out, "open with", "gtkwave " + Workspace.shown(result.files().get("save file")));
        out.flush();
        String expected = facts.get("hash");
        boolean same = expected == null || expected.equals(hash);
        if (json != null) {
            write(result, window, same);
        }
        if (!same) {
            String text = "replay differs from the run: hash expected=" + expected + ", hash=" + hash;
            throw CommandException.failed(text + "; the same library ran in two ways, please report it");
        }
        return ExitStatus.OK;
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("%-12s %s%n", name, value);
    }

    private void write(ReplayWindow.Result result, ReplayWindow window, boolean same) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("file", file.toString());
        root.put("cycles", result.replay().cycles());
        root.put("closed", result.replay().closed());
        root.put("from", window.from());
        root.put("to", window.to());
        root.put("hash", String.format("%016x", result.replay().hash()));
        root.put("same", same);
        ObjectNode files = root.putObject("files");
        result.files().forEach((what, path) -> files.put(what, path.toString()));
        if (json.toAbsolutePath().getParent() != null) {
            Files.createDirectories(json.toAbsolutePath().getParent());
        }
        Files.writeString(json, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
