package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The device context of a first-stage domain: iohgatp Bare, PSCID in ta, mode and root in fsc. */
@Tag("smoke")
class FirstStageContextTest extends HandMadeHost {
    private static final long ATTRIBUTES = (long) TAG << 12;
    private static final long FIRST_STAGE = 8L << 60 | ROOT >>> 12;

    @Override
    TableKind stage() {
        return TableKind.FIRST_STAGE;
    }

    private void attach(long secondStage, long attributes, long firstStage) {
        host().deviceAttached(1, DEVICE);
        store(CONTEXT + 8, secondStage);
        store(CONTEXT + 16, attributes);
        store(CONTEXT + 24, firstStage);
        store(CONTEXT, 1);
    }

    @Test
    void shouldAcceptContextOfTheDomain() {
        attach(0, ATTRIBUTES, FIRST_STAGE);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportAnotherTable() {
        attach(0, ATTRIBUTES, FIRST_STAGE + 1);
        reports(TableRule.CONTEXT_VALUE);
    }

    @Test
    void shouldReportAnotherMode() {
        attach(0, ATTRIBUTES, 9L << 60 | ROOT >>> 12);
        reports(TableRule.CONTEXT_VALUE);
    }

    @Test
    void shouldReportTheTagOfAnotherDomain() {
        attach(0, ATTRIBUTES + (1 << 12), FIRST_STAGE);
        reports(TableRule.CONTEXT_VALUE);
    }

    @Test
    void shouldReportSecondStageThatNobodyAskedFor() {
        attach(8L << 60 | ROOT >>> 12, ATTRIBUTES, FIRST_STAGE);
        reports(TableRule.CONTEXT_VALUE);
    }
}
