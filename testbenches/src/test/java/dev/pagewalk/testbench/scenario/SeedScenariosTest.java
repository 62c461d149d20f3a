package dev.pagewalk.testbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedScenariosTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-DX-4", "S-DX-6", "S-DX-15"})
    void shouldShareOneDomainBetweenLinkedAdaptersUntilTheLastUnmap(long seed) {
        requirePassed(run(new MapMdlCallbackScenario(), seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-RMM-6", "S-RMM-12"})
    void shouldServeManyMdlsThroughOneReservationWithNothingLeft(long seed) {
        requirePassed(run(new ReservedMappingScenario(), seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-IRP-1", "S-IRP-3", "S-IRP-4", "S-IRP-10"})
    void shouldGatherAChainAndLetTheSystemUnlockAndFreeIt(long seed) {
        requirePassed(run(new MdlChainScenario(), seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-DX-9", "S-DX-11", "S-DX-18"})
    void shouldDetectTheReachOfAReusedPageAndStillPass(long seed) {
        requirePassed(run(new MdlLifetimeScenario(), seed));
    }

    @Test
    @Rule("S-DX-11")
    void shouldFailWhenTheSameHazardIsNotExpected() {
        ScenarioOutcome outcome = run(new UnlockedDmaScenario(), 1);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.violation().judge()).isEqualTo("ownership");
        assertThat(outcome.violation().clause()).contains("S-DX-11");
        assertThat(outcome.violation().actual()).contains("not locked");
    }

    private static ScenarioOutcome run(Scenario scenario, long seed) {
        ScenarioOptions options = new ScenarioOptions().platform(new PlatformContext().seed(seed));
        return new ScenarioRun(scenario, options, MODELS).run();
    }

    private static void requirePassed(ScenarioOutcome outcome) {
        assertThat(outcome.message()).isNull();
        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.result().judges().values()).allMatch(checks -> checks > 0);
    }
}
