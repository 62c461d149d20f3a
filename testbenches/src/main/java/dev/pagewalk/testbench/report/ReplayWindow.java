package dev.pagewalk.testbench.report;

import dev.pagewalk.bridge.Replay;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.protocol.ProtocolJudge;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.platform.ReplayRun;
import dev.pagewalk.testbench.report.timeline.TimelineText;
import dev.pagewalk.testbench.report.timeline.TraceFile;
import dev.pagewalk.testbench.report.timeline.TransactionLog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Replays a journal and writes what there is to see in a window of its cycles: a waveform with its save file, the
 * timeline as text and as a trace.
 */
public final class ReplayWindow {
    private static final long BEFORE = 2_000;
    private static final long AFTER = 50;
    private static final long PROGRESS_MASK = 0xff;

    private final long from;
    private final long to;
    private final long failure;
    private LongConsumer progress = cycle -> {};

    /**
     * What a replay came to.
     *
     * @param replay cycles, hash and end of the journal
     * @param violations what the protocol judge found; the other judges need the host
     * @param timeline lines of the timeline
     * @param files what was written, by what it is
     */
    public record Result(
            Replay.Result replay, List<Violation> violations, List<String> timeline, Map<String, Path> files) {}

    /** A window from {@code from} to before {@code to}; {@code failure} is the cycle to mark, or -1. */
    public ReplayWindow(long from, long to, long failure) {
        this.from = from;
        this.to = to;
        this.failure = failure;
    }

    /** The window that shows what led to a cycle. */
    public static ReplayWindow around(long failure) {
        return new ReplayWindow(Math.max(0, failure - BEFORE), failure + AFTER, failure);
    }

    /** Hears from time to time which cycle the replay has reached. */
    public ReplayWindow progress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    /** First cycle. */
    public long from() {
        return from;
    }

    /** Cycle after the last. */
    public long to() {
        return to;
    }

    /** Replays and writes the files, whose names begin with {@code name}, into a folder. */
    public Result write(ModelLibrary library, Path journal, Path folder, String name) throws IOException {
        ReplayRun run = new ReplayRun(library);
        ProtocolJudge protocol = new ProtocolJudge(run.signals());
        TransactionLog log = new TransactionLog(run.signals(), from, to);
        Path waves = folder.resolve(name + ".fst");
        Path part = folder.resolve(name + ".fst.part");
        Replay.Result replay;
        try {
            replay = run.run(journal, List.of(protocol, log, watch()), model -> model.waves(part, from, to));
            FstFile.requireWhole(part);
            Files.move(part, waves, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        GtkwFile save = new GtkwFile(waves).marker(failure);
        protocol.violations().forEach(violation -> save.marker(violation.cycle()));
        List<String> lines = new TimelineText(log).lines();
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("waveform", waves);
        files.put("save file", save.write(run.pins()));
        files.put("timeline", writeLines(folder.resolve(name + "-timeline.txt"), lines));
        files.put("trace", new TraceFile(log).write(folder.resolve(name + "-trace.json")));
        return new Result(replay, protocol.violations(), lines, files);
    }

    private RecordConsumer watch() {
        return new RecordConsumer() {
            @Override
            public void onCycle(CycleView pins) {
                if ((pins.cycle() & PROGRESS_MASK) == 0) {
                    progress.accept(pins.cycle());
                }
            }
        };
    }

    private static Path writeLines(Path file, List<String> lines) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, lines, StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return file;
    }
}
