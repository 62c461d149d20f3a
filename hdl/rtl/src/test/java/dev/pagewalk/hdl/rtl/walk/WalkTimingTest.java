package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.walk.bench.Tables;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript.Access;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cycles from the acceptance of a request to its answer, for a memory of latency L. */
class WalkTimingTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50})
    void shouldTakeThreeReadsInThreeLatenciesAndNineCycles(int latency) {
        WalkLog log = afterFirst(latency, Tables.HOST, InvalidationKind.VMA);

        assertThat(log.answers.get(1).reads()).isEqualTo(3);
        assertThat(log.cycles(1)).isLessThanOrEqualTo(3L * latency + 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50})
    void shouldTakeOneReadWithCachedPointers(int latency) {
        for (int device : new int[] {Tables.HOST, Tables.GUEST}) {
            WalkLog log = afterFirst(latency, device, null);

            assertThat(log.answers.get(1).reads()).isEqualTo(1);
            assertThat(log.cycles(1)).isLessThanOrEqualTo(latency + 5L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50})
    void shouldTakeTwoReadsForBothStagesWithCachedPointers(int latency) {
        WalkLog log = afterFirst(latency, Tables.NESTED, null);

        assertThat(log.answers.get(1).reads()).isEqualTo(2);
        assertThat(log.cycles(1)).isLessThanOrEqualTo(2L * latency + 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50})
    void shouldTakeTwoCyclesBesideTheLatencyForEachFurtherRead(int latency) {
        WalkLog log = afterFirst(latency, Tables.NESTED, InvalidationKind.GVMA);
        int reads = log.answers.get(1).reads();

        assertThat(reads).isGreaterThan(8);
        assertThat(log.cycles(1)).isLessThanOrEqualTo((latency + 2L) * reads + 3);
    }

    private static WalkLog afterFirst(int latency, int device, InvalidationKind forget) {
        return WalkBench.small().run(latency, s -> {
            s.request(device, Access.READ, Tables.IOVA).await();
            if (forget != null) {
                s.invalidateAll(forget);
            }
            s.request(device, Access.READ, Tables.IOVA + 0x1000);
        });
    }
}
