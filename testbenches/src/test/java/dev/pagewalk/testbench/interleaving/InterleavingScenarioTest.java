package dev.pagewalk.testbench.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.scenario.ScenarioOptions;
import dev.pagewalk.testbench.scenario.ScenarioOutcome;
import dev.pagewalk.testbench.scenario.ScenarioRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterleavingScenarioTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final int SIZE = 80;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldFindNoViolationInTheHealthyDesign(long seed) {
        ScenarioOutcome outcome = run(new InterleavingScenario(seed, SIZE), seed);

        assertThat(outcome.message()).isNull();
        assertThat(outcome.passed()).isTrue();
    }

    @Test
    void shouldGiveTheSameRunWhenReadBackFromText() {
        InterleavingScenario first = new InterleavingScenario(11, SIZE);
        InterleavingScenario again =
                new InterleavingScenario(Interleaving.parse(first.interleaving().text()));

        assertThat(again.interleaving()).isEqualTo(first.interleaving());
        assertThat(run(again, 11).hash()).isEqualTo(run(first, 11).hash());
    }

    @Test
    void shouldGiveAnotherRunForAnotherSeed() {
        ScenarioOutcome one = run(new InterleavingScenario(12, SIZE), 12);
        ScenarioOutcome other = run(new InterleavingScenario(13, SIZE), 13);

        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    private static ScenarioOutcome run(InterleavingScenario scenario, long seed) {
        PlatformContext platform = new PlatformContext().configuration("small").seed(seed);
        return new ScenarioRun(scenario, new ScenarioOptions().platform(platform), MODELS).run();
    }
}
