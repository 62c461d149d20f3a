package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.journal.JournalSummary;
import dev.pagewalk.testbench.cli.FailedRun.Printed;
import dev.pagewalk.testbench.platform.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A JVM that is killed in a run leaves a journal that replays up to there. */
class KilledRunTest {
    private static final int SIGKILL_STATUS = 128 + 9;
    private static final long ENOUGH_BYTES = 100_000;
    private static final long PATIENCE_SECONDS = 240;
    private static final String SEED = "770077";

    @TempDir
    private Path folder;

    @Test
    void shouldReplayTheJournalOfAJvmThatWasKilled() throws Exception {
        Path killed = killedJournal();
        JournalSummary summary = JournalSummary.of(killed);
        assertThat(summary.closed()).isFalse();
        assertThat(summary.statement()).matches("run was not closed.*|last entry cut off.*");

        Printed replay = FailedRun.execute("replay", killed.toString());

        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.out())
                .contains("cycles       " + summary.cycles() + System.lineSeparator())
                .contains("journal      " + summary.statement());
        assertThat(beginsWith(wholeJournal(), Files.readAllBytes(killed))).isTrue();
    }

    private Path killedJournal() throws Exception {
        Path journal = journal();
        Files.deleteIfExists(journal);
        Process process = new ProcessBuilder(ForkedRun.command("run", "dxgk-map", "--seed", SEED))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(journal) || Files.size(journal) < ENOUGH_BYTES) {
            assertThat(process.isAlive())
                    .as("the run ended before it could be killed")
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(1);
        }
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(SIGKILL_STATUS);
        return Files.copy(journal, folder.resolve("killed.pwj"));
    }

    private static Path journal() {
        return Workspace.root().resolve("target/pagewalk/run/dxgk-map-small-" + SEED + "/journal.pwj");
    }

    /** The journal of the same run when nobody disturbs it. */
    private static byte[] wholeJournal() throws IOException {
        assertThat(FailedRun.execute("run", "dxgk-map", "--seed", SEED).status())
                .isZero();
        return Files.readAllBytes(journal());
    }

    private static boolean beginsWith(byte[] whole, byte[] part) {
        return part.length < whole.length && Arrays.equals(Arrays.copyOf(whole, part.length), part);
    }
}
