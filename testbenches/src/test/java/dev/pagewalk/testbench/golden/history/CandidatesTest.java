package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.AccessBuilder;
import dev.pagewalk.testbench.golden.AccessKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;

@Tag("smoke")
class CandidatesTest {
    private static final long PLACE = 0x8000;
    private static final long VALUE = 0x2000_00df;

    private final TableHistory tables = new TableHistory();
    private final Candidates candidates = new Candidates(tables, new InvalidationHistory(), new AddressBook());

    /** The only version began after the time that is asked for; what was before has been forgotten. */
    private List<long[]> askedTooLate(AccessBuilder access) {
        tables.commit(100, PLACE, VALUE);
        tables.forget(200, new BitSet());
        return candidates.of(access.at(PLACE, Long.BYTES).build(), false, 10, 20);
    }

    @Test
    void shouldTakeWhatIsInMemoryNowForATimeThatIsForgotten() {
        assertThat(askedTooLate(AccessBuilder.reading(AccessKind.SECOND_STAGE_PTE)))
                .containsExactly(new long[] {VALUE});
    }

    @Test
    void shouldTakeWhatIsInMemoryNowAlsoAfterALostUpdate() {
        assertThat(askedTooLate(
                        AccessBuilder.reading(AccessKind.SECOND_STAGE_PTE).fresh()))
                .containsExactly(new long[] {VALUE});
    }
}
