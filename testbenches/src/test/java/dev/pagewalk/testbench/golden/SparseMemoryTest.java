package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SparseMemoryTest {
    private final SparseMemory memory = new SparseMemory();

    @Test
    void shouldReadZeroWhereNothingWasWritten() {
        assertThat(memory.read64(0x1000)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.data()).isZero();
    }

    @Test
    void shouldKeepThousandsOfWordsOverTheWholeAddressSpace() {
        for (long i = 0; i < 20_000; i++) {
            memory.poke(i * 0x1_0000_0000_1000L, i + 1);
        }
        for (long i = 0; i < 20_000; i++) {
            assertThat(memory.peek(i * 0x1_0000_0000_1000L)).isEqualTo(i + 1);
        }
    }

    @Test
    void shouldStoreHalvesWithoutTouchingTheOther() {
        memory.poke(0x40, 0x1111_2222_3333_4444L);

        memory.write(0x44, 4, 0xffff_ffff_aaaa_bbbbL);
        memory.write(0x40, 4, 0xcccc_ddddL);

        assertThat(memory.peek(0x40)).isEqualTo(0xaaaa_bbbb_cccc_ddddL);
    }

    @Test
    void shouldSwapOnlyWhatIsExpected() {
        memory.poke(0x40, 5);

        assertThat(memory.compareAndSwap(0x40, 8, 4, 9)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.data()).isEqualTo(5);
        assertThat(memory.peek(0x40)).isEqualTo(5);
        memory.compareAndSwap(0x40, 8, 5, 9);
        assertThat(memory.peek(0x40)).isEqualTo(9);
        memory.compareAndSwap(0x44, 4, 0, 7);
        assertThat(memory.peek(0x40)).isEqualTo(0x7_0000_0009L);
    }

    @Test
    void shouldFailInsideBadRangesAndChangeNothing() {
        memory.poke(0x100, 3);
        memory.markBad(0x100, 0x10, AccessOutcome.POISON);
        memory.markBad(0x108, 0x10, AccessOutcome.ACCESS_FAULT);

        assertThat(memory.read64(0xf8)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.read64(0x100)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.read64(0x108)).isEqualTo(AccessOutcome.ACCESS_FAULT);
        assertThat(memory.read64(0x118)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.write(0x100, 8, 9)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.fetchOr(0x100, 4)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.compareAndSwap(0x100, 8, 3, 4)).isEqualTo(AccessOutcome.POISON);
        assertThat(memory.peek(0x100)).isEqualTo(3);
    }

    @Test
    void shouldTellEachStoreBeforeItHappensAndNoSoftwareStore() {
        List<Long> seen = new ArrayList<>();
        memory.onWrite(address -> seen.add(memory.peek(address)));

        memory.poke(0x10, 1);
        memory.write(0x14, 4, 2);
        memory.fetchOr(0x10, 8);

        assertThat(seen).containsExactly(1L, 0x2_0000_0001L);
        assertThat(memory.peek(0x10)).isEqualTo(0x2_0000_0009L);
    }

    @Test
    void shouldForgetEverythingWhenCleared() {
        memory.poke(0x10, 1);
        memory.markBad(0, 0x100, AccessOutcome.POISON);

        memory.clear();

        assertThat(memory.read64(0x10)).isEqualTo(AccessOutcome.OK);
        assertThat(memory.data()).isZero();
    }
}
