package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

class TableHistoryTest {
    private static final long WORD = 0x1008;
    private static final long ALWAYS = Long.MIN_VALUE;
    private static final long STILL = Long.MAX_VALUE;

    private final TableHistory tables = new TableHistory();

    @Test
    void shouldTellTheVersionsOfAWordOldestFirst() {
        tables.commit(10, WORD, 1);
        tables.commit(20, WORD, 2);

        assertThat(versions(ALWAYS, STILL)).containsExactly("0:" + ALWAYS + "-9", "1:10-19", "2:20-" + STILL);
        assertThat(versions(10, 19)).containsExactly("1:10-19");
        assertThat(versions(9, 10)).containsExactly("0:" + ALWAYS + "-9", "1:10-19");
        assertThat(versions(19, 20)).containsExactly("1:10-19", "2:20-" + STILL);
        assertThat(versions(20, 25)).containsExactly("2:20-" + STILL);
        assertThat(versions(11, 18)).containsExactly("1:10-19");
        tables.commit(30, WORD, 3);
        assertThat(versions(11, 18)).containsExactly("1:10-19");
        assertThat(versions(11, 20)).containsExactly("1:10-19", "2:20-29");
    }

    @Test
    void shouldTellPagesApartWhereverTheyLie() {
        Random random = new Random(17);
        long[] addresses = random.longs(3000)
                .map(address -> (address & -8L) >>> 8 << 3)
                .distinct()
                .toArray();
        for (int i = 0; i < addresses.length; i++) {
            tables.commit(10, addresses[i], i + 1);
        }
        for (int i = 0; i < addresses.length; i++) {
            assertThat(tables.valueAt(addresses[i], 10)).isEqualTo(i + 1);
        }
    }

    @Test
    void shouldHoldZeroBeforeTheFirstCommit() {
        assertThat(versions(0, 100)).containsExactly("0:" + ALWAYS + "-" + STILL);
        tables.commit(10, WORD + 8, 1);
        assertThat(versions(0, 100)).containsExactly("0:" + ALWAYS + "-" + STILL);
        assertThat(tables.valueAt(WORD, 50)).isZero();
        assertThat(tables.valueAt(0x9000, 50)).isZero();
        assertThat(tables.since(WORD)).isEqualTo(ALWAYS);
        assertThat(tables.since(0x9000)).isEqualTo(ALWAYS);
    }

    @Test
    void shouldTellTheValueAtATime() {
        tables.commit(10, WORD, 1);
        tables.commit(20, WORD, 2);
        tables.commit(30, WORD, 3);

        assertThat(tables.valueAt(WORD, 9)).isZero();
        assertThat(tables.valueAt(WORD, 10)).isEqualTo(1);
        assertThat(tables.valueAt(WORD, 29)).isEqualTo(2);
        assertThat(tables.valueAt(WORD, 30)).isEqualTo(3);
        assertThat(tables.since(WORD)).isEqualTo(30);
    }

    @Test
    void shouldKeepWhatIsReplacedAtTheTimeOfItsCommit() {
        tables.commit(10, WORD, 1);
        tables.commit(10, WORD, 2);

        assertThat(versions(ALWAYS, STILL)).containsExactly("0:" + ALWAYS + "-9", "1:10-10", "2:10-" + STILL);
    }

    @Test
    void shouldTakeAnEqualValueForTheSameVersion() {
        tables.commit(10, WORD, 1);
        tables.commit(20, WORD, 1);

        assertThat(versions(ALWAYS, STILL)).containsExactly("0:" + ALWAYS + "-9", "1:10-" + STILL);
        assertThat(tables.retained()).isEqualTo(1);
    }

    @Test
    void shouldForgetWhatEndedAndIsNotMarkedAndKeepTheRestInOrder() {
        for (int i = 1; i <= 6; i++) {
            tables.commit(i * 10L, WORD, i);
            tables.commit(i * 10L, WORD + 8, 100 + i);
        }
        BitSet marks = new BitSet();
        tables.mark(WORD, marks, (value, first, last) -> value == 2 && first == 20 && last == 29);
        tables.mark(0x9000, marks, (value, first, last) -> true);

        tables.forget(45, marks);

        assertThat(versions(ALWAYS, STILL)).containsExactly("2:20-29", "4:40-49", "5:50-59", "6:60-" + STILL);
        assertThat(tables.valueAt(WORD + 8, 49)).isEqualTo(104);
        assertThat(tables.retained()).isEqualTo(5);
        tables.commit(70, WORD, 7);
        assertThat(versions(55, STILL)).containsExactly("5:50-59", "6:60-69", "7:70-" + STILL);
    }

    @Test
    void shouldForgetTheLastVersionThatEndedBefore() {
        tables.commit(10, WORD, 1);
        tables.commit(20, WORD, 2);

        tables.forget(19, new BitSet());
        assertThat(versions(ALWAYS, STILL)).containsExactly("1:10-19", "2:20-" + STILL);
        tables.forget(20, new BitSet());
        assertThat(versions(ALWAYS, STILL)).containsExactly("2:20-" + STILL);
    }

    @Test
    void shouldRememberManyPagesAndVersions() {
        for (int i = 0; i < 2000; i++) {
            tables.commit(i, i * 0x1000L + 8, i + 1);
            tables.commit(i, WORD, i + 1);
        }

        assertThat(tables.valueAt(1999 * 0x1000L + 8, 3000)).isEqualTo(2000);
        assertThat(tables.valueAt(700 * 0x1000L + 8, 3000)).isEqualTo(701);
        assertThat(tables.valueAt(WORD, 1234)).isEqualTo(1235);
        assertThat(versions(ALWAYS, STILL)).hasSize(2001);
    }

    @Test
    void shouldRefuseTimesThatGoBack() {
        tables.commit(5, WORD, 1);

        assertThatThrownBy(() -> tables.commit(4, WORD, 2)).hasMessage("time goes back: time=4, latest=5");
    }

    private List<String> versions(long from, long to) {
        List<String> found = new ArrayList<>();
        tables.versions(WORD, from, to, (value, first, last) -> found.add(value + ":" + first + "-" + last));
        return found;
    }
}
