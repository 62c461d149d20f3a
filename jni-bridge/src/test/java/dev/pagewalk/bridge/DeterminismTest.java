package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.journal.JournalException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DeterminismTest {
    @TempDir
    private Path folder;

    private static long hash(long seed, int batch) {
        return hash(new ModelContext().seed(seed), batch, new Recording());
    }

    private static long hash(ModelContext context, int batch, Recording recording) {
        try (Model model = Model.open(StandIn.library(), context)) {
            Traffic.submit(model);
            Traffic.run(model, batch, recording);
            assertThat(recording.cycles()).isEqualTo(Traffic.CYCLES);
            return model.recordHash();
        }
    }

    @Test
    @Tag("F8")
    void shouldGiveOneHashForSameSeedAnyBatchAndReplay() {
        Path journal = folder.resolve("run.journal");
        long expected = hash(new ModelContext().seed(42).journal(journal), 4096, new Recording());

        assertThat(hash(42, 4096)).isEqualTo(expected);
        assertThat(hash(42, 1)).isEqualTo(expected);
        assertThat(hash(42, 77)).isEqualTo(expected);
        Replay.Result replay = Replay.run(journal, StandIn.library(), new Recording());
        assertThat(replay.hash()).isEqualTo(expected);
        assertThat(replay.cycles()).isEqualTo(Traffic.CYCLES);
        assertThat(replay.closed()).isTrue();
        assertThat(replay.statement()).startsWith("complete");
    }

    @Test
    void shouldGiveAnotherHashForAnotherSeed() {
        assertThat(hash(43, 4096)).isNotEqualTo(hash(42, 4096));
    }

    @Test
    void shouldGiveSameHashWithTinyRings() {
        ModelContext tiny =
                new ModelContext().seed(42).cycleRecords(4).eventRecords(4).commandSlots(8);

        assertThat(hash(tiny, 4096, new Recording())).isEqualTo(hash(42, 4096));
    }

    @Test
    void shouldReplayReactiveRunWithoutItsTestCode() {
        Path journal = folder.resolve("reactive.journal");
        long expected;
        try (Model model = Model.open(StandIn.library(), new ModelContext().journal(journal))) {
            Recording recording = new Recording();
            for (int i = 0; i < 50; i++) {
                model.submit(new HostStore(0x1000 + 8L * i, 8, model.cycle()).stopping());
                model.run(1000, Stop.COMPLETION, recording);
                model.submit(new MmioWrite(8 * (i % 32), 8, recording.cycles()));
            }
            expected = model.recordHash();
        }

        assertThat(Replay.run(journal, StandIn.library(), new Recording()).hash())
                .isEqualTo(expected);
    }

    @Test
    @Tag("F6")
    void shouldKeepTwoModelsInOneJvmApart() throws Exception {
        long expected = hash(42, 4096);
        Callable<Long> task = () -> hash(42, 64);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (Future<Long> result : executor.invokeAll(List.of(task, task, task, task))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            executor.shutdown();
        }
    }

    @Test
    @Tag("F6")
    void shouldInterleaveTwoModelsOnOneThread() {
        try (Model first = Model.open(StandIn.library(), new ModelContext().seed(42));
                Model second = Model.open(StandIn.library(), new ModelContext().seed(42))) {
            Traffic.submit(first);
            Traffic.submit(second);
            Recording one = new Recording();
            Recording two = new Recording();
            while (first.cycle() < Traffic.CYCLES) {
                first.run(100, Stop.NONE, one);
                second.run(100, Stop.NONE, two);
            }
            assertThat(first.recordHash()).isEqualTo(second.recordHash());
        }
    }

    @Test
    @Tag("F9")
    void shouldRefuseToReplayJournalOfAnotherLibrary() {
        Path journal = folder.resolve("run.journal");
        hash(new ModelContext().journal(journal), 4096, new Recording());
        ModelLibrary other =
                new ModelLibrary(StandIn.library().folder(), StandIn.library().ports(), "0000000000000000");

        assertThatThrownBy(() -> Replay.run(journal, other, new Recording()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal belongs to another library")
                .hasMessageContaining("library has=0000000000000000");
    }

    @Test
    @Tag("F4")
    void shouldSurviveCollectionsWhileNativeCodeUsesTheRings() {
        try (Model model = Model.open(StandIn.library(), new ModelContext().seed(42))) {
            Traffic.submit(model);
            Recording recording = new Recording();
            for (int i = 0; i < 40; i++) {
                model.run(Traffic.CYCLES / 40, Stop.NONE, recording);
                System.gc();
            }
            assertThat(model.recordHash()).isEqualTo(hash(42, 4096));
        }
    }
}
