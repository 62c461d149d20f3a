package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** Reads of the same request see the updates that it has planned, in exactly the entries that they are for. */
class PendingUpdatesTest {
    private static final long CAPABILITIES = 0xfeee7ee8e10L;
    private static final long ENTRY = 0x1000;

    private final SparseMemory memory = new SparseMemory();
    private final ImplicitAccessPort port = new ImplicitAccessPort(memory, new Capabilities(CAPABILITIES));

    @ParameterizedTest
    @ValueSource(longs = {ENTRY, ENTRY + 4})
    void shouldShowTheUpdateOfASmallEntryInItsHalfAlone(long address) {
        memory.poke(ENTRY, 0x1111_1111_1111_1111L);
        plan(address, Integer.BYTES, 0x1111_1111L, 0x2222_2222L);

        assertThat(small(address)).isEqualTo(0x2222_2222L);
        assertThat(small(address ^ 4)).isEqualTo(0x1111_1111L);
    }

    @Test
    void shouldShowTheUpdateOfALargeEntry() {
        memory.poke(ENTRY, 1);
        plan(ENTRY, Long.BYTES, 1, 2);

        assertThat(large(ENTRY)).isEqualTo(2);
        assertThat(large(ENTRY + 8)).isZero();
        assertThat(large(ENTRY - 8)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.BYTES, Long.BYTES})
    void shouldShowWhatAnotherWriterHasStoredSince(int size) {
        memory.poke(ENTRY, 1);
        plan(ENTRY, size, 1, 2);
        memory.poke(ENTRY, 7);

        assertThat(size == Long.BYTES ? large(ENTRY) : small(ENTRY)).isEqualTo(7);
    }

    @Test
    void shouldJoinTwoPlansForOneEntry() {
        memory.poke(ENTRY, 1);
        plan(ENTRY, Long.BYTES, 1, 2);
        plan(ENTRY, Long.BYTES, 2, 6);

        assertThat(swaps()).containsExactly("1000/8=6");
        assertThat(memory.peek(ENTRY)).isEqualTo(6);
    }

    @Test
    void shouldNotJoinAPlanThatStartedFromAnotherValue() {
        memory.poke(ENTRY, 1);
        plan(ENTRY, Long.BYTES, 1, 2);
        plan(ENTRY, Long.BYTES, 5, 6);

        assertThat(swaps()).containsExactly("1000/8=2", "1000/8=6");
        assertThat(memory.peek(ENTRY)).isEqualTo(2);
    }

    @Test
    void shouldNotJoinPlansForEntriesOfDifferentSizesAtOneAddress() {
        memory.poke(ENTRY, 1);
        plan(ENTRY, Long.BYTES, 1, 2);
        plan(ENTRY, Integer.BYTES, 2, 6);

        assertThat(swaps()).containsExactly("1000/8=2", "1000/4=6");
        assertThat(memory.peek(ENTRY)).isEqualTo(6);
    }

    private void plan(long address, int size, long expected, long desired) {
        port.begin(AccessKind.SECOND_STAGE_PTE, 0, 0);
        StageWalk walk = new SecondStage(new Capabilities(CAPABILITIES), port, null, null);
        port.plan(address, size, expected, desired, false, walk, () -> {});
    }

    private long small(long address) {
        port.begin(AccessKind.SECOND_STAGE_PTE, 0, 0);
        port.read(address, Integer.BYTES);
        return port.halfWord(false);
    }

    private long large(long address) {
        port.begin(AccessKind.SECOND_STAGE_PTE, 0, 0);
        port.read(address, Long.BYTES);
        return port.word(0, false);
    }

    /** Makes the planned updates and says which atomic accesses that took. */
    private List<String> swaps() {
        List<String> seen = new ArrayList<>();
        port.addObserver(access -> seen.add("%x/%d=%x".formatted(access.address(), access.size(), access.value())));
        port.commitUpdates();
        return seen;
    }
}
