package dev.pagewalk.testbench.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.Violation;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

class CheckerThreadTest {
    /** Records of the smallest configuration. */
    static final CycleLayout LAYOUT = CycleLayout.of(
            Models.standard(BuildProgress.SILENT).library("small", false).ports());

    private static final int MOST_BEHIND = 5 * 2048;

    private final ByteBuffer record = ByteBuffer.allocateDirect(LAYOUT.size()).order(ByteOrder.LITTLE_ENDIAN);

    /** Takes the numbers of the cycles that it sees. */
    private abstract static class Judge implements RecordHandler {
        @Override
        public void onEvent(EventRecordFlyweight event) {
            throw new AssertionError("no events here");
        }
    }

    private CycleRecordFlyweight cycle(long number) {
        return new CycleRecordFlyweight(LAYOUT).wrap(record.putLong(0, number), 0);
    }

    private void step(CheckerThread checker, long number) {
        checker.records().onCycle(cycle(number));
        checker.endStep(new RunPoint(number + 1, ~number, 0));
    }

    @Test
    void shouldTellWhatWasSaidBetweenTheStepsWhereItWasSaid() {
        List<String> seen = new ArrayList<>();
        Judge judge = new Judge() {
            @Override
            public void onCycle(CycleRecordFlyweight cycle) {
                seen.add("cycle " + cycle.cycle());
            }
        };
        try (CheckerThread checker = new CheckerThread(LAYOUT, judge, () -> null)) {
            checker.say(() -> seen.add("first"));
            step(checker, 0);
            step(checker, 1);
            checker.say(() -> seen.add("second"));
            checker.settle();
            step(checker, 2);
            checker.say(() -> seen.add("last"));
        }

        assertThat(seen).containsExactly("first", "cycle 0", "cycle 1", "second", "cycle 2", "last");
    }

    @Test
    void shouldHoldTheSimulationBackWhenJudgesAreSlow() {
        AtomicLong given = new AtomicLong();
        AtomicLong furthest = new AtomicLong();
        Judge judge = new Judge() {
            @Override
            public void onCycle(CycleRecordFlyweight cycle) {
                if (cycle.cycle() % 512 == 0) {
                    LockSupport.parkNanos(200_000);
                }
                furthest.accumulateAndGet(given.get() - cycle.cycle(), Math::max);
            }
        };
        try (CheckerThread checker = new CheckerThread(LAYOUT, judge, () -> null)) {
            for (int i = 0; i < 20 * MOST_BEHIND; i++) {
                given.set(i);
                step(checker, i);
            }
        }

        assertThat(furthest.get()).isBetween(2L, (long) MOST_BEHIND);
    }

    @Test
    void shouldStopJudgingAfterTheStepWithTheFirstViolation() {
        AtomicLong last = new AtomicLong();
        Judge judge = new Judge() {
            @Override
            public void onCycle(CycleRecordFlyweight cycle) {
                last.set(cycle.cycle());
            }
        };
        Violation violation = new Violation("test", "holds", "none", "this", "that", 7, "none");
        try (CheckerThread checker = new CheckerThread(LAYOUT, judge, () -> last.get() == 7 ? violation : null)) {
            for (int i = 0; i < 3 * MOST_BEHIND; i++) {
                step(checker, i);
            }
            checker.settle();

            assertThat(last).hasValue(7);
            assertThat(checker.failedAt()).isEqualTo(new RunPoint(8, ~7L, 0));
            assertThatThrownBy(checker::throwFailure)
                    .isInstanceOfSatisfying(RunFailedException.class, e -> assertThat(e.violation())
                            .isSameAs(violation));
        }
    }

    @Test
    void shouldHandOverWhatAJudgeThrows() {
        IllegalStateException thrown = new IllegalStateException("too many combinations");
        Judge judge = new Judge() {
            @Override
            public void onCycle(CycleRecordFlyweight cycle) {
                if (cycle.cycle() == 3) {
                    throw thrown;
                }
            }
        };
        try (CheckerThread checker = new CheckerThread(LAYOUT, judge, () -> null)) {
            for (int i = 0; i < 10; i++) {
                step(checker, i);
            }
            checker.settle();

            assertThat(checker.failedAt()).isEqualTo(new RunPoint(4, ~3L, 0));
            assertThatThrownBy(checker::throwFailure).isSameAs(thrown);
        }
    }
}
