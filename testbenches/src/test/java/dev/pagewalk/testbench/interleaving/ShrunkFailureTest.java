package dev.pagewalk.testbench.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.report.Bundle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A failing interleaving is made small, and the small one is what the bundle holds. */
class ShrunkFailureTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final int SIZE = 150;
    private static final int RUNS = 200;
    private static final int SECONDS = 120;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"LOST_GVMA, 1", "WRITE_OVERTAKES, 2", "FAULTED_WRITE_WRITES, 1"})
    void shouldShrinkToATenthOfTheOperations(Canary bug, long seed) throws IOException {
        InterleavingRun run = new InterleavingRun("small", MODELS)
                .prepare((options, platform) -> {
                    platform.withCanaries();
                    options.prepare(started -> started.plant(new RtlCanary(bug.code())));
                })
                .shrinking(RUNS, SECONDS);

        InterleavingRun.Result result = run.run(new InterleavingScenario(seed, SIZE), folder);

        Shrinker.Result shrunk = result.shrunk().orElseThrow();
        assertThat(result.passed()).isFalse();
        assertThat(shrunk.interleaving().operations()).hasSizeLessThanOrEqualTo(SIZE / 10);
        assertThat(Interleaving.read(folder.resolve(InterleavingRun.FILE))).isEqualTo(shrunk.interleaving());
        Map<String, String> facts = Bundle.read(folder.resolve("bundle.zip"), folder.resolve("unpacked"));
        assertThat(facts.get("interleaving"))
                .isEqualTo(shrunk.interleaving().text().strip().replace("\n", "; "));
    }
}
