package dev.pagewalk.testbench.report;

import dev.pagewalk.bridge.BridgeException;
import dev.pagewalk.bridge.build.BuildException;
import dev.pagewalk.bridge.journal.JournalException;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.platform.Workspace;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a failed run into what its reader needs: bundle, waveform of the window before the failure, save file, timeline
 * and trace, and the message that names them [DESIGN §8]. The platform has to be closed, so that its journal is
 * complete. What cannot be written is said in the message and hides nothing else.
 */
public final class FailureReport {
    private static final String BUNDLE = "bundle.zip";
    private static final String WINDOW = "failure";

    private final CosimPlatform platform;
    private final List<String> records;
    private final Map<String, String> facts = new TreeMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();
    private String rerun;

    /**
     * What was written.
     *
     * @param message the whole message
     * @param files what there is besides, by what it is
     */
    public record Product(String message, Map<String, Path> files) {}

    /**
     * A report over a closed platform.
     *
     * @param platform the platform of the run
     * @param records its last records, in words
     */
    public FailureReport(CosimPlatform platform, List<String> records) {
        this.platform = platform;
        this.records = List.copyOf(records);
        facts.put("configuration", platform.context().configuration());
        facts.put("canaries", Boolean.toString(platform.context().canaries()));
        facts.put("seed", Long.toString(platform.context().seed()));
        facts.put("cycles", Long.toString(platform.cycle()));
        facts.put("hash", hash());
        facts.put("library", platform.library().key());
        facts.put("commit", Workspace.commit());
        facts.put("pagewalk", Workspace.version());
        facts.put("java", Runtime.version().toString());
    }

    private String hash() {
        return String.format("%016x", platform.recordHash());
    }

    /** Adds a fact to the bundle, such as the name of the test. */
    public FailureReport fact(String key, String value) {
        facts.put(key, value);
        return this;
    }

    /** A file that the run wrote itself, such as its waveform. */
    public FailureReport file(String what, Path file) {
        files.put(what, file);
        return this;
    }

    /** The command that does the same again; without one it is the replay of the bundle. */
    public FailureReport rerun(String command) {
        rerun = command;
        return this;
    }

    /** Writes everything into a folder; null writes nothing and makes the message alone. */
    public Product write(Throwable thrown, Path folder) {
        String last = rerun != null ? rerun : replayCommand(folder);
        long cycle = platform.cycle();
        FailureText text;
        if (thrown instanceof RunFailedException failed) {
            Violation violation = failed.violation();
            cycle = violation.cycle();
            text = FailureText.of(violation, hash(), last);
        } else {
            text = FailureText.of(thrown, cycle, platform.oldestTransaction(), hash(), last);
        }
        text.records(records);
        facts.put("cycle", Long.toString(cycle));
        if (folder != null && platform.context().journal() != null) {
            writeBundle(text, thrown, folder);
            writeWindow(text, cycle, folder);
        }
        files.forEach(text::file);
        return new Product(text.text(), Map.copyOf(files));
    }

    private static String replayCommand(Path folder) {
        return "./pagewalk replay " + (folder == null ? BUNDLE : Workspace.shown(folder.resolve(BUNDLE)));
    }

    private void writeBundle(FailureText text, Throwable thrown, Path folder) {
        try {
            Path journal = platform.context().journal();
            String message = text.text() + System.lineSeparator() + System.lineSeparator() + trace(thrown);
            Path bundle = Bundle.write(folder.resolve(BUNDLE), journal, facts, message);
            Map<String, Path> own = new LinkedHashMap<>(files);
            files.clear();
            files.put("bundle", bundle);
            files.putAll(own);
        } catch (IOException e) {
            text.note("bundle", "not written: " + reason(e) + "; make room or rights there and run the command below");
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void writeWindow(FailureText text, long cycle, Path folder) {
        try {
            ReplayWindow window = ReplayWindow.around(cycle);
            files.putAll(window.write(platform.library(), platform.context().journal(), folder, WINDOW)
                    .files());
        } catch (IOException | BridgeException | JournalException | BuildException e) {
            text.note("waveform", "not written: " + reason(e));
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
