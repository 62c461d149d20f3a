package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Device contexts: each test breaks one rule. */
@Tag("smoke")
class ContextWriteTest extends HandMadeHost {
    @Test
    void shouldAcceptContextWhoseValidComesLast() {
        host().deviceAttached(1, DEVICE);
        store(CONTEXT + 8, 8L << 60 | (long) TAG << 44 | ROOT >>> 12);
        store(CONTEXT, 1);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportContextThatBecomesValidBeforeItsSecondStage() {
        host().deviceAttached(1, DEVICE);
        store(CONTEXT, 1);
        reports(TableRule.CONTEXT_VALUE);
    }

    @Test
    void shouldReportContextChangedUnderValid() {
        shouldAcceptContextWhoseValidComesLast();
        store(CONTEXT + 8, 0);
        reports(TableRule.CONTEXT_VALID_LAST);
    }

    @Test
    void shouldReportContextOfDeviceThatIsNotAttached() {
        store(CONTEXT, 1);
        reports(TableRule.CONTEXT_VALUE);
    }

    @Test
    void shouldReportDetachWithoutContextInvalidation() {
        shouldAcceptContextWhoseValidComesLast();
        store(CONTEXT, 0);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().deviceDetached(1, DEVICE);
        reports(TableRule.CONTEXT_REMOVED);
    }

    @Test
    void shouldAcceptDetachWithContextInvalidationAndFence() {
        shouldAcceptContextWhoseValidComesLast();
        store(CONTEXT, 0);
        command(3 | 1L << 33 | (long) DEVICE << 40, 0);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().deviceDetached(1, DEVICE);
        assertThat(judge.violations()).isEmpty();
    }
}
