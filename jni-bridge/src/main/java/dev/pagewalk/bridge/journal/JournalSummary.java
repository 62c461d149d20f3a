package dev.pagewalk.bridge.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal holds, found by reading it to its end, so that a corrupt one is refused before anything runs.
 *
 * @param head lines of the head, by key
 * @param cycles cycles up to the last entry
 * @param closed whether the run was closed
 * @param statement how it ended, in words
 */
public record JournalSummary(Map<String, String> head, long cycles, boolean closed, String statement) {
    /**
     * Reads a journal.
     *
     * @param file the journal
     * @return what it holds
     * @throws JournalException if it is corrupt
     */
    public static JournalSummary of(Path file) {
        try (Journal journal = Journal.open(file)) {
            long cycles = 0;
            boolean closed = false;
            for (Optional<JournalEntry> next = journal.next(); next.isPresent(); next = journal.next()) {
                cycles = next.get().cycle();
                closed = next.get().kind() == JournalEntry.Kind.END;
            }
            return new JournalSummary(journal.head(), cycles, closed, journal.statement());
        }
    }
}
