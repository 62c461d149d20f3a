package dev.pagewalk.testbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.testbench.platform.Models;
import org.junit.jupiter.api.Test;

class MissBenchmarkTest {
    @Test
    void shouldLetHitsPassAMissWithoutDelayAndOverlapEightMisses() {
        MissBenchmark.Result result = new MissBenchmark(Models.standard(BuildProgress.SILENT), "base").run();

        assertThat(result.hitAlone()).isLessThanOrEqualTo(2);
        assertThat(result.hitBehindMiss()).isLessThanOrEqualTo(result.hitAlone() + 1);
        assertThat(result.missAlone()).isGreaterThan(50);
        assertThat(result.missesTogether()).isLessThan(2 * result.missAlone());
    }
}
