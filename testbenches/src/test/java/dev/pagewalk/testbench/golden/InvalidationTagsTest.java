package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidationTagsTest {
    private static final PcieMessage REQUEST =
            new PcieMessage(PcieMessage.Type.INVALIDATION_REQUEST, 5, false, 0, false, 0, 0);

    @Test
    void shouldIgnoreCompletionsThatNobodyWaitsFor() {
        InvalidationTags tags = new InvalidationTags(1);
        tags.sent(REQUEST);

        tags.completed(-1, 5, false, 0, 1);
        tags.completed(1, 5, false, 0, 1);
        tags.timedOut(1);

        assertThat(tags.anyWaiting()).isTrue();
        assertThat(tags.available()).isFalse();
        assertThat(tags.takeTimeout()).isFalse();
    }

    @Test
    void shouldFreeTheTagOfATimeout() {
        InvalidationTags tags = new InvalidationTags(1);
        tags.sent(REQUEST);

        tags.timedOut(0);

        assertThat(tags.available()).isTrue();
        assertThat(tags.takeTimeout()).isTrue();
        assertThat(tags.takeTimeout()).isFalse();
    }
}
