package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.AccessOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryMemoryTest {
    private static final long WORD = 0x1008;
    private static final long BAD = 0x2000;

    private final TableHistory tables = new TableHistory();
    private final HistoryMemory memory =
            new HistoryMemory(tables, address -> address == BAD ? AccessOutcome.POISON : AccessOutcome.OK);

    @BeforeEach
    void store() {
        tables.commit(10, WORD, 0x1_0000_0002L);
        tables.commit(20, WORD, 0x3_0000_0004L);
        tables.commit(30, WORD, 5);
        memory.inFlight(20, 29);
    }

    @Test
    void shouldReadWhatIsThereAtTheEndOfTheRequest() {
        assertThat(memory.read64(WORD)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.data()).isEqualTo(0x3_0000_0004L);
        assertThat(memory.fetchOr(WORD, 8)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.data()).isEqualTo(0x3_0000_0004L);
        assertThat(memory.read64(WORD)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.data()).isEqualTo(0x3_0000_0004L);
    }

    @Test
    void shouldSwapOnlyWhatWasVisibleWhileTheRequestWasInFlight() {
        assertThat(swaps(WORD, 8, 0x3_0000_0004L)).isTrue();
        assertThat(swaps(WORD, 8, 0x1_0000_0002L)).isFalse();
        assertThat(swaps(WORD, 8, 5)).isFalse();
        memory.inFlight(19, 30);
        assertThat(swaps(WORD, 8, 0x1_0000_0002L)).isTrue();
        assertThat(swaps(WORD, 8, 5)).isTrue();
    }

    @Test
    void shouldSwapHalves() {
        assertThat(swaps(WORD, 4, 4)).isTrue();
        assertThat(swaps(WORD + 4, 4, 3)).isTrue();
        assertThat(swaps(WORD + 4, 4, 4)).isFalse();
        assertThat(swaps(WORD, 4, 3)).isFalse();
    }

    @Test
    void shouldEndEveryAccessAsTheMemoryDoes() {
        assertThat(memory.read64(BAD)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.write(BAD, 8, 1)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.fetchOr(BAD, 1)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.compareAndSwap(BAD, 8, 0, 1)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.outcome(BAD)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.write(WORD, 8, 1)).isEqualTo(AccessOutcome.OK);
    }

    private boolean swaps(long address, int size, long expected) {
        assertThat(memory.compareAndSwap(address, size, expected, 9)).isEqualTo(AccessOutcome.OK);
        return memory.data() == expected;
    }
}
