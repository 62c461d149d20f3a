package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConformanceSeedTest {
    @Test
    void shouldPassEveryScenarioOfSeed101OnTheModel() {
        assertThat(ConformanceFiles.play(ConformanceFiles.SEED_101, new GoldenTarget()))
                .isEqualTo(2000);
    }
}
