package dev.pagewalk.testbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.host.iommu.canary.CanaryProtocol;
import dev.pagewalk.host.iommu.canary.DriverCanary;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each planted bug in driver, bridge and RTL is found by the judge that is there for it. */
class PlantedBugTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final int AFTER_SOME_BEATS = 20;

    @ParameterizedTest
    @CsvSource({
        "MISSING_INVALIDATION, 'a table is unlinked, invalidated and fenced before its memory is given back'",
        "MISSING_BARRIER, a command is in memory before the tail that announces it",
        "CLEAR_AFTER_INVALIDATE, 'a table is unlinked, invalidated and fenced before its memory is given back'",
        "CHILD_AFTER_PARENT, a table is filled before an entry points to it",
        "FENCE_NOT_AWAITED, 'a table is unlinked, invalidated and fenced before its memory is given back'",
        "TORN_ENTRY, an entry of a table is written by one naturally aligned 8-byte store",
        "CONTEXT_VALID_FIRST, a device context says what the host asked to attach",
        "CONTEXT_NOT_INVALIDATED, 'a context is cleared, invalidated by IODIR and fenced when the host calls it detached'",
        "WRONG_PAGE, a leaf says what the host asked to map"
    })
    @Tag("smoke")
    void shouldCatchBugOfTheDriver(DriverCanary bug, String claim) {
        Violation violation = violation(new ScenarioOptions().protocol(new CanaryProtocol(bug)));

        assertThat(violation.judge()).isEqualTo("tableWrite");
        assertThat(violation.claim()).isEqualTo(claim);
    }

    @ParameterizedTest
    @CsvSource({
        "DROP_WRITE_BEAT, data",
        "DROP_READ_BEAT, data",
        "CORRUPT_DEVICE_BEAT, data",
        "DROP_HOST_STORE, data",
        "DROP_EVENT, data"
    })
    @Tag("smoke")
    void shouldCatchBugOfTheBridge(BridgeCanary.Kind bug, String judge) {
        Violation violation = violation(
                new ScenarioOptions().prepare(platform -> platform.plant(new BridgeCanary(bug, AFTER_SOME_BEATS))));

        assertThat(violation.judge()).isEqualTo(judge);
    }

    @Test
    void shouldCatchWrongPhysicalPageOfTheIommu() {
        Violation violation = violation(withBug(Canary.WRONG_PPN_BIT));

        assertThat(violation.judge()).isEqualTo("translation");
        assertThat(violation.claim()).isEqualTo("a request leaves only as the tables permit");
    }

    @Test
    void shouldCatchInvalidationThatTheIommuLoses() {
        Violation violation = violation(withBug(Canary.LOST_INVALIDATION));

        assertThat(violation.judge()).isEqualTo("translation");
    }

    private static ScenarioOptions withBug(Canary bug) {
        return new ScenarioOptions()
                .platform(new PlatformContext().withCanaries())
                .prepare(platform -> platform.plant(new RtlCanary(bug.code())));
    }

    private static Violation violation(ScenarioOptions options) {
        ScenarioOutcome outcome = new ScenarioRun(new DxgkMapScenario(), options, MODELS).run();

        assertThat(outcome.passed()).isFalse();
        return outcome.violation();
    }
}
