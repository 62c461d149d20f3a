package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pagewalk.bridge.journal.JournalSummary;
import dev.pagewalk.testbench.cli.FailedRun.Printed;
import dev.pagewalk.testbench.cli.ForkedRun.Ended;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Without room on disk a command says so in one line, and what was there before stays. */
class FullDiskTest {
    private static final String RUNS = "target/pagewalk/run/";

    @TempDir
    private Path folder;

    private static String last(Ended run) {
        return run.lines().get(run.lines().size() - 1);
    }

    @Test
    void shouldEndARunWhoseJournalMayNotGrowAndKeepTheJournalUpToThere() throws Exception {
        String limited = "ulimit -f 150; exec " + ForkedRun.quoted("run", "dxgk-map", "--seed", "880088");

        Ended run = ForkedRun.run(folder, List.of("bash", "-c", limited));

        assertThat(run.status()).as(String.join("\n", run.lines())).isEqualTo(ExitStatus.ENVIRONMENT);
        Path journal = Workspace.root().resolve(RUNS + "dxgk-map-small-880088/journal.pwj");
        assertThat(last(run))
                .isEqualTo("pagewalk: a file cannot be written: journal not writable: file=" + journal
                        + ", error=File too large; make room there (./pagewalk clean removes all builds and runs)"
                        + " and run the command again");
        assertThat(run.lines()).noneMatch(line -> line.contains("Exception"));
        assertThat(JournalSummary.of(journal).statement()).startsWith("run was not closed");
        assertThat(FailedRun.execute("replay", journal.toString()).status()).isZero();
    }

    @Test
    void shouldEndARunOnAFullDiskAndKeepTheBundleThatWasThere() throws Exception {
        Path runs = Files.createDirectories(Workspace.root().resolve(RUNS + "dxgk-map-small-880089"));
        String script = "mount -t tmpfs -o size=200k tmpfs '" + runs + "' || exit 99; echo precious > '" + runs
                + "/bundle.zip'; " + ForkedRun.quoted("run", "dxgk-map", "--seed", "880089")
                + "; status=$?; cp '" + runs + "/bundle.zip' '" + runs + "/journal.pwj' '" + folder
                + "'; exit $status";

        Ended run = ForkedRun.run(folder, List.of("unshare", "-rm", "bash", "-c", script));

        assumeTrue(run.status() != 1 || !last(run).startsWith("unshare"), "no user namespaces here");
        assumeTrue(run.status() != 99, "no mounts here");
        assertThat(run.status()).as(String.join("\n", run.lines())).isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(last(run))
                .contains("journal not writable: file=" + runs)
                .contains("error=No space left on device; make room there");
        assertThat(folder.resolve("bundle.zip")).hasContent("precious");
        assertThat(JournalSummary.of(folder.resolve("journal.pwj")).closed()).isFalse();
    }

    @Test
    void shouldKeepTheEarlierWaveformWhenThereIsNoRoomForAnother() throws Exception {
        FailedRun failed = new FailedRun(folder.resolve("failed"), new PlatformContext().seed(8));
        Path journal = failed.folder.resolve("journal.pwj");
        Path replays = Workspace.root().resolve(RUNS + "replay-journal-pwj");
        assertThat(FailedRun.execute("replay", journal.toString()).status()).isZero();
        byte[] before = Files.readAllBytes(replays.resolve("replay.fst"));
        String limited = "ulimit -f 150; exec " + ForkedRun.quoted("replay", journal.toString());

        Ended replay = ForkedRun.run(folder, List.of("bash", "-c", limited));

        assertThat(replay.status()).as(String.join("\n", replay.lines())).isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(last(replay)).startsWith("pagewalk: cannot replay: waveform is incomplete: file=" + replays);
        assertThat(replays.resolve("replay.fst")).hasBinaryContent(before);
        assertThat(replays.resolve("replay.fst.part")).doesNotExist();
    }

    @Test
    void shouldSayWhenThereIsNoRoomForTemporaryFiles() throws Exception {
        String limited = "ulimit -f 30; exec " + ForkedRun.quoted("run", "dxgk-map", "--seed", "880090");

        Ended run = ForkedRun.run(folder, List.of("bash", "-c", limited));

        assertThat(run.status()).as(String.join("\n", run.lines())).isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(last(run))
                .startsWith("pagewalk: a file cannot be written: native access not unpacked: folder=")
                .endsWith("make room there (./pagewalk clean removes all builds and runs) and run the command again");
    }

    @Test
    void shouldSayWhenTheResultCannotBeWritten() {
        Printed run = FailedRun.execute("run", "dxgk-map", "--seed", "4", "--json", "/dev/full");

        assertThat(run.status()).isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("pagewalk: cannot write output: No space left on device; make room there"
                        + " (./pagewalk clean removes all builds and runs) and run the command again");
    }
}
