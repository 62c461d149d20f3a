package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same for a first-stage domain, whose tables IOTINVAL.VMA removes. */
@Tag("smoke")
class FirstStageRemovalTest extends TableRemovalTest {
    private static final long PSCV = 1L << 32;
    private static final long GV = 1L << 33;

    @Override
    TableKind stage() {
        return TableKind.FIRST_STAGE;
    }

    @Override
    long invalidation() {
        return 1 | PSCV | (long) TAG << 12;
    }

    private void unmapWith(long command) {
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(command, 0);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().mappingRemoved(1, IOVA, 1);
    }

    @Test
    void shouldAcceptInvalidationOfEveryProcess() {
        unmapWith(1);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportInvalidationOfAnotherProcess() {
        unmapWith(1 | PSCV | (long) (TAG + 1) << 12);
        reports(TableRule.REMOVED);
    }

    @Test
    void shouldReportInvalidationOfAGuestWithTheNumber() {
        unmapWith(1 | PSCV | GV | (long) TAG << 12);
        reports(TableRule.REMOVED);
    }

    @Test
    void shouldReportInvalidationOfTheSecondStage() {
        unmapWith(super.invalidation());
        reports(TableRule.REMOVED);
    }
}
