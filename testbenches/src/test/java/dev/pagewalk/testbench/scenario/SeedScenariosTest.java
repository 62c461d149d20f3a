package dev.pagewalk.testbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.machine.KernelSettings;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.trace.Rule;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.PlatformContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class SeedScenariosTest {
    /** Step of the scenario mdl-lifetime after which other data is in the pages. */
    private static final int REUSED = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-DX-4", "S-DX-6", "S-DX-15", "S-MMM-1", "S-MMM-4", "S-MMM-10", "S-MMM-11"})
    void shouldShareOneDomainBetweenLinkedAdaptersUntilTheLastUnmap(long seed) {
        requirePassed("map-mdl-callback", seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-RMM-5", "S-RMM-6", "S-RMM-7", "S-RMM-10", "S-RMM-12", "S-RMU-2", "S-MLP-14"})
    void shouldServeManyMdlsThroughOneReservationWithNothingLeft(long seed) {
        requirePassed("reserved-mapping", seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-IOA-3", "S-IRP-1", "S-IRP-3", "S-IRP-4", "S-IRP-6", "S-IRP-10", "S-EX-1"})
    void shouldGatherAChainAndLetTheSystemUnlockAndFreeIt(long seed) {
        requirePassed("mdl-chain", seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-DX-9", "S-DX-11", "S-DX-18"})
    void shouldDetectTheReachOfAReusedPageAndStillPass(long seed) {
        requirePassed("mdl-lifetime", seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-INI-1", "S-INI-2", "S-BLD-2", "S-PLK-7", "S-UNL-4", "S-BPM-11", "S-APM-3", "S-DX-1"})
    void shouldLetTheDeviceReadMdlsOfEveryOriginAndTheirOwnBytes(long seed) {
        requirePassed("mdl-build", seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-MLP-4", "S-MLP-8", "S-MLP-11", "S-EXC-1", "S-EXC-2", "S-RMM-2", "S-RMF-3", "S-DX-4"})
    void shouldKeepWhatTheDeviceReachesWhenMappingsFailAndMachinesStop(long seed) {
        requirePassed("mdl-failures", seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    @Rule({"S-VER-1", "S-VER-2", "S-DX-16", "S-DX-17", "S-DX-18"})
    void shouldFollowTheVersionAndTheReadingOfTheGuest(long seed) {
        requirePassed("mdl-readings", seed);
    }

    @Test
    @Rule("S-DX-11")
    void shouldFailWhenTheSameHazardIsNotExpected() {
        ScenarioOutcome outcome = ScenarioRuns.run(new UnlockedDmaScenario(), 1);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.violation().judge()).isEqualTo("ownership");
        assertThat(outcome.violation().clause()).contains("S-DX-11");
        assertThat(outcome.violation().actual()).contains("not locked");
        assertThat(outcome.shown()).isEmpty();
    }

    /** The judge is told, once the pages are reused, that they never changed hands and stay where they are: it stays silent. */
    @Test
    @Rule("S-DX-11")
    void shouldFailWhenNoJudgeSeesTheHazardThatTheScenarioExpects() {
        List<CosimPlatform> platforms = new ArrayList<>();
        ScenarioOptions deaf = new ScenarioOptions()
                .platform(new PlatformContext().seed(1))
                .prepare(platforms::add)
                .steps(step -> {
                    if (step.number() == REUSED) {
                        giveAllPagesBack(platforms.get(0));
                    }
                });

        ScenarioOutcome outcome = ScenarioRuns.run(new MdlLifetimeScenario(), deaf);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.violation().claim())
                .isEqualTo("the device reaches a page that was repurposed, and the judge sees it");
    }

    private static void giveAllPagesBack(CosimPlatform platform) {
        long first = Pages.pageOf(KernelSettings.DEFAULT_RAM_BASE);
        long end = first + Pages.pageOf(KernelSettings.DEFAULT_RAM_BYTES);
        for (long pfn = first; pfn < end; pfn++) {
            platform.intents().pageOwned(pfn, "process 1");
            platform.intents().pagePinned(pfn, 0);
        }
    }

    private static void requirePassed(String scenario, long seed) {
        ScenarioOutcome outcome = ScenarioRuns.of(scenario, seed);

        assertThat(outcome.message()).isNull();
        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.result().judges().values()).allMatch(checks -> checks > 0);
    }
}
