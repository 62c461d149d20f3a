package dev.pagewalk.bridge;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.journal.Journal;
import dev.pagewalk.bridge.journal.JournalEntry;
import dev.pagewalk.bridge.journal.JournalException;
import dev.pagewalk.bridge.journal.ReplayDiffersException;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Runs a journal again: the same commands at the same cycles in a fresh model of the same library, without any of the
 * code that made them. Every entry carries the hash of what came before, so a difference is found where it begins.
 */
public final class Replay {
    private static final long BATCH = ModelContext.DEFAULT_CYCLE_RECORDS;

    /**
     * What a replay came to.
     *
     * @param cycles cycles run
     * @param hash record hash at the end
     * @param closed whether the journal is complete
     * @param statement how the journal ended, in words
     * @param failure how the run failed, if the design ended it; a journal of a failed run ends so again
     */
    public record Result(long cycles, long hash, boolean closed, String statement, Optional<BridgeException> failure) {}

    private Replay() {}

    /**
     * Replays a journal.
     *
     * @param file the journal
     * @param library the library that the journal names
     * @param handler takes the records
     * @return what it came to
     * @throws JournalException if the journal is corrupt, belongs to another library, or the run differs from it
     */
    public static Result run(Path file, ModelLibrary library, RecordHandler handler) {
        return run(file, library, handler, model -> {});
    }

    /**
     * Replays a journal with something set up first, for example waveform windows.
     *
     * @param file the journal
     * @param library the library that the journal names
     * @param handler takes the records
     * @param setup told the model before its first cycle; must not submit commands
     * @return what it came to
     * @throws JournalException if the journal is corrupt, belongs to another library, or the run differs from it
     */
    public static Result run(Path file, ModelLibrary library, RecordHandler handler, Consumer<Model> setup) {
        try (Journal journal = Journal.open(file)) {
            check(journal, library, file);
            try (Model model = Model.open(library, context(journal))) {
                setup.accept(model);
                return replay(journal, model, handler, file);
            }
        }
    }

    /**
     * Replays a journal for a measurement.
     *
     * @param file the journal
     * @param library the library that the journal names
     * @param handler takes the records; null runs without records, and then nothing is compared with the journal
     * @param reached told the cycle before each entry of the journal acts
     * @throws JournalException if the journal is corrupt, belongs to another library, or the run differs from it
     */
    public static void measure(Path file, ModelLibrary library, RecordHandler handler, LongConsumer reached) {
        try (Journal journal = Journal.open(file)) {
            check(journal, library, file);
            try (Model model =
                    Model.open(library, handler == null ? context(journal).withoutRecords() : context(journal))) {
                for (Optional<JournalEntry> next = journal.next(); next.isPresent(); next = journal.next()) {
                    JournalEntry entry = next.get();
                    while (model.cycle() < entry.cycle()) {
                        advance(model, Math.min(BATCH, entry.cycle() - model.cycle()), handler);
                    }
                    if (handler != null) {
                        compare(model, entry, file);
                    }
                    reached.accept(entry.cycle());
                    if (entry.kind() == JournalEntry.Kind.COMMANDS) {
                        model.submitSlots(entry.slots(), file);
                    }
                }
            }
        }
    }

    private static void advance(Model model, long cycles, RecordHandler handler) {
        if (handler == null) {
            model.advance(cycles, Stop.NONE);
        } else {
            model.run(cycles, Stop.NONE, handler);
        }
    }

    private static ModelContext context(Journal journal) {
        return new ModelContext().seed(journal.requireNumber("seed")).resetCycles((int)
                journal.requireNumber("resetCycles"));
    }

    private static void check(Journal journal, ModelLibrary library, Path file) {
        expect(file, "abi", Integer.toString(LayoutText.ABI), journal);
        expect(file, "module", library.ports().module(), journal);
        expect(file, "configuration", library.ports().configuration(), journal);
        expect(file, "key", library.key(), journal);
    }

    private static void expect(Path file, String key, String library, Journal journal) {
        if (!journal.require(key).equals(library)) {
            throw new JournalException("journal belongs to another library: file=" + file + ", " + key + "="
                    + journal.require(key) + ", library has=" + library);
        }
    }

    private static Result replay(Journal journal, Model model, RecordHandler handler, Path file) {
        boolean closed = false;
        Optional<BridgeException> failure = Optional.empty();
        for (Optional<JournalEntry> next = journal.next(); next.isPresent(); next = journal.next()) {
            JournalEntry entry = next.get();
            Optional<BridgeException> failed = runTo(model, entry.cycle(), handler);
            failure = failed.isPresent() ? failed : failure;
            compare(model, entry, file);
            closed = entry.kind() == JournalEntry.Kind.END;
            if (entry.kind() == JournalEntry.Kind.COMMANDS) {
                model.submitSlots(entry.slots(), file);
            }
        }
        return new Result(model.cycle(), model.recordHash(), closed, journal.statement(), failure);
    }

    /** A refused command fails one call and the run goes on; a failed design fails again at the same cycle. */
    private static Optional<BridgeException> runTo(Model model, long cycle, RecordHandler handler) {
        Optional<BridgeException> failure = Optional.empty();
        long failedAt = -1;
        while (model.cycle() < cycle && failedAt != model.cycle()) {
            try {
                model.run(Math.min(BATCH, cycle - model.cycle()), Stop.NONE, handler);
            } catch (BridgeException e) {
                failedAt = failure.isPresent() ? model.cycle() : -1;
                failure = Optional.of(e);
            }
        }
        return failure;
    }

    private static void compare(Model model, JournalEntry entry, Path file) {
        if (model.cycle() != entry.cycle() || model.recordHash() != entry.hash()) {
            throw new ReplayDiffersException(
                    "replay differs from the journal: file=" + file + ", cycle=" + entry.cycle()
                            + ", reached=" + model.cycle() + ", hash=" + Long.toHexString(entry.hash()) + ", replayed="
                            + Long.toHexString(model.recordHash()));
        }
    }
}
