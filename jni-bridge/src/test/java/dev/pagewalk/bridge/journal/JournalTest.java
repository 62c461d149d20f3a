package dev.pagewalk.bridge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.ModelContext;
import dev.pagewalk.bridge.Recording;
import dev.pagewalk.bridge.Replay;
import dev.pagewalk.bridge.StandIn;
import dev.pagewalk.bridge.Stop;
import dev.pagewalk.bridge.command.HostStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

class JournalTest {
    private static final int RUNS = 20;

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;
    private long hash;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("run.journal");
        ModelContext context = new ModelContext().seed(-3).journal(file).note("commit", "a1b2c3");
        try (Model model = Model.open(StandIn.library(), context)) {
            Recording recording = new Recording();
            for (int i = 0; i < RUNS; i++) {
                model.submit(new HostStore(64L * i, new byte[40]));
                model.run(50, Stop.NONE, recording);
            }
            hash = model.recordHash();
        }
        whole = Files.readAllBytes(file);
    }

    private Replay.Result replay() {
        return Replay.run(file, StandIn.library(), new Recording());
    }

    private void cut(int bytes) throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - bytes));
    }

    @Test
    void shouldNameSeedConfigurationAndNotesInHead() {
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.head())
                    .containsEntry("seed", Long.toUnsignedString(-3))
                    .containsEntry("module", "StandIn")
                    .containsEntry("configuration", "standin")
                    .containsEntry("key", StandIn.library().key())
                    .containsEntry("note.commit", "a1b2c3");
        }
        assertThat(replay().hash()).isEqualTo(hash);
    }

    @Test
    void shouldReplayUpToTheLastWholeEntryWhereverTheTailIsCut() throws IOException {
        for (int bytes : new int[] {1, 31, 33, 40, 100}) {
            cut(bytes);
            Replay.Result result = replay();

            assertThat(result.closed()).isFalse();
            assertThat(result.statement()).startsWith("last entry cut off, replay ends before it: entries=");
            assertThat(result.cycles()).isGreaterThanOrEqualTo(50 * (RUNS - 2));
        }
    }

    @Test
    void shouldEndWhereTheRunWouldHaveBeenClosedEarlier() throws IOException {
        Path longer = folder.resolve("longer.journal");
        long bytes;
        long cycle;
        long then;
        try (Model model = Model.open(StandIn.library(), new ModelContext().journal(longer))) {
            model.submit(new HostStore(0, 8, 1));
            model.run(70, Stop.NONE, new Recording());
            bytes = Files.size(longer);
            cycle = model.cycle();
            then = model.recordHash();
            model.submit(new HostStore(8, 8, 1));
            model.run(70, Stop.NONE, new Recording());
        }

        JournalCut.end(longer, bytes, cycle, then);

        Replay.Result result = Replay.run(longer, StandIn.library(), new Recording());
        assertThat(result.closed()).isTrue();
        assertThat(result.cycles()).isEqualTo(70);
        assertThat(result.hash()).isEqualTo(then);
        assertThatThrownBy(() -> JournalCut.end(longer, 1 << 20, cycle, then))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal shorter than it was");
    }

    @Test
    void shouldSayThatRunWasNotClosed() throws IOException {
        cut(JournalDescriptor.ENTRY_SIZE);

        assertThat(replay().statement()).isEqualTo("run was not closed: entries=" + RUNS);
    }

    @Test
    void shouldReplayJournalOfRunThatNeverClosed() {
        Path open = folder.resolve("open.journal");
        try (Model model = Model.open(StandIn.library(), new ModelContext().journal(open))) {
            model.submit(new HostStore(0, 8, 1));
            model.run(200, Stop.NONE, new Recording());
            model.submit(new HostStore(8, 8, 1));
            model.advance(0, Stop.NONE);

            Replay.Result result = Replay.run(open, StandIn.library(), new Recording());

            assertThat(result.cycles()).isEqualTo(200);
            assertThat(result.hash()).isEqualTo(model.recordHash());
            assertThat(result.statement()).isEqualTo("run was not closed: entries=2");
        }
    }

    @Test
    void shouldKeepTheEarlierJournalWhenTheNewOneCannotBegin() throws IOException {
        Files.createDirectory(folder.resolve("run.journal.new"));

        assertThatThrownBy(() -> Model.open(StandIn.library(), new ModelContext().journal(file)))
                .hasMessageContaining("journal not writable: file=" + file);
        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void shouldSummariseWithoutRunning() throws IOException {
        JournalSummary summary = JournalSummary.of(file);
        assertThat(summary.cycles()).isEqualTo(50 * RUNS);
        assertThat(summary.closed()).isTrue();

        cut(JournalDescriptor.ENTRY_SIZE);
        assertThat(JournalSummary.of(file).closed()).isFalse();
    }

    @Test
    void shouldRefuseCorruptEntryWithItsPlace() throws IOException {
        whole[whole.length / 2] ^= 4;
        Files.write(file, whole);

        assertThatThrownBy(this::replay)
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("journal refused: file=" + file)
                .hasMessageContaining("entry corrupt: entry=");
    }

    @Test
    void shouldRefuseWhatIsNoJournal() throws IOException {
        Files.writeString(file, "this is a text and no journal at all");
        assertThatThrownBy(this::replay).hasMessageContaining("no journal, or of another version");

        Files.write(file, new byte[3]);
        assertThatThrownBy(this::replay).hasMessageContaining("head cut off: bytes=3, needed=16");

        Files.delete(file);
        assertThatThrownBy(this::replay).hasMessageContaining("journal unreadable: file=" + file);
    }

    @Test
    @Tag("F12")
    void shouldRefuseHugeLengthsWithoutReadingThem() throws IOException {
        byte[] huge = whole.clone();
        Arrays.fill(huge, 8, 12, (byte) 0x7F);
        Files.write(file, huge);
        assertThatThrownBy(this::replay).hasMessageContaining("head too long: bytes=2139062143");

        int firstEntry = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PWEJ");
        huge = whole.clone();
        Arrays.fill(huge, firstEntry + 8, firstEntry + 12, (byte) 0x7F);
        Files.write(file, huge);
        assertThatThrownBy(this::replay).hasMessageContaining("entry corrupt: entry=0");
    }

    @Test
    void shouldRefuseBytesAfterTheEnd() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length + 5));

        assertThatThrownBy(this::replay).hasMessageContaining("bytes after the end: bytes=5");
    }

    @Test
    @Tag("F12")
    void shouldNeverAcceptAFlippedBit() throws IOException {
        Random random = new Random(7);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);

            assertThatThrownBy(() -> JournalSummary.of(file)).as("byte " + at).isInstanceOf(JournalException.class);
        }
    }
}
