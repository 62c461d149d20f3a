package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.Cause;
import dev.pagewalk.testbench.golden.TranslationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** What the permitted set remembers, and what it makes of entries that serve more than their own page. */
class KeptEntriesTest extends AllowedSetFixture {
    private static final long SADE = 1 << 8;
    private static final long GLOBAL = 1 << 5;
    private static final long NOT_ACCESSED = 0x1f;
    private static final long NAPOT = 1L << 63;

    @Test
    void shouldServeAPageOfItsSixteenFromANapotEntryThatWasKept() {
        firstStage();
        store(LEAVES + 0x13 * 8, NAPOT | page(0x808));
        store(LEAVES + 0x15 * 8, page(0x900));
        store(LEAVES + 0x25 * 8, page(0xa00));
        assertThat(addresses(0x1_5000)).containsExactly(0x90_0000L);
        assertThat(addresses(0x1_3000)).containsExactly(0x80_3000L);

        assertThat(addresses(0x1_5000)).containsExactlyInAnyOrder(0x90_0000L, 0x80_5000L);
        assertThat(addresses(0x2_5000)).containsExactly(0xa0_0000L);
        store(LEAVES + 0x13 * 8, page(0xb00));
        assertThat(addresses(0x1_5000)).containsExactlyInAnyOrder(0x90_0000L, 0x80_5000L);

        complete(vma(true, 0x1_e000, false, false));
        assertThat(addresses(0x1_5000)).containsExactly(0x90_0000L);
    }

    @Test
    void shouldLookAgainInMemoryWhenAKeptEntryCannotBeUpdated() {
        firstStage();
        store(CONTEXT, 1 | SADE);
        complete(ddt(1));
        store(LEAVES + 8, 0x800 << 10 | NOT_ACCESSED);
        assertThat(addresses()).containsExactly(0x80_0000L);
        store(LEAVES + 8, 0x900 << 10 | NOT_ACCESSED);

        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldKeepALeafBelowAGlobalPointerWhenAProcessIsInvalidated() {
        firstStage();
        store(MIDDLE, pointer(LEAVES) | GLOBAL);
        store(LEAVES + 8, page(0x800));
        complete(vma(false, 0, false, false));
        assertThat(addresses()).containsExactly(0x80_0000L);
        store(LEAVES + 8, page(0x900));

        complete(vma(false, 0, false, true));
        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);
        complete(vma(false, 0, false, false));
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldRememberEveryDoublewordOfAContextThatWasRead() {
        firstStage();
        store(LEAVES + 8, page(0x800));
        store(0x20000, pointer(0x21000));
        store(0x21000, pointer(0x22000));
        store(0x22000 + 8, page(0x900));
        assertThat(addresses()).containsExactly(0x80_0000L);
        store(CONTEXT + 24, SV39 | 0x20);
        store(CONTEXT + 24, SV39 | 0x21);
        store(CONTEXT + 24, SV39 | 0x20);

        allowed.prune(++time);
        assertThat(of(request(IOVA))).extracting(TranslationResult::spa).contains(0x80_0000L, 0x90_0000L);
        complete(ddt(1));
        complete(vma(false, 0, false, false));
        allowed.prune(++time);
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {CONTEXT, CONTEXT + 8})
    void shouldReportTheWorstErrorOfAContext(long refused) {
        allowed = new AllowedSet(
                FULL,
                address -> address == refused
                        ? AccessOutcome.ACCESS_FAULT
                        : address == CONTEXT || address == CONTEXT + 8 ? AccessOutcome.POISON : AccessOutcome.OK);
        firstStage();

        assertThat(of(request(IOVA))).extracting(TranslationResult::cause).containsExactly(Cause.DDT_ACCESS_FAULT);
    }

    @Test
    void shouldForgetCommandsWhenTheCachesAreEmptied() {
        firstStage();
        int remembered = allowed.remembered();
        allowed.invalidationIssued(++time, ddt(1));
        allowed.invalidationIssued(++time, ddt(2));
        assertThat(allowed.remembered()).isEqualTo(remembered + 2);

        allowed.cachesEmptied();
        assertThat(allowed.remembered()).isEqualTo(remembered - 1);
    }

    @Test
    void shouldForgetWhatNoRequestHasReadWhenThatHasGrown() {
        for (int i = 0; i < 20_000; i++) {
            store(LEAVES + 8, page(i));
        }
        allowed.forgetBefore(time - 10);
        assertThat(allowed.remembered()).isLessThanOrEqualTo(10);

        store(LEAVES + 16, 1);
        store(LEAVES + 16, 2);
        allowed.forgetBefore(time);
        assertThat(allowed.remembered()).isGreaterThan(1);
    }

    @Test
    void shouldKeepCommandsThatNoFenceHasCompleted() {
        firstStage();
        store(LEAVES + 8, page(0x800));
        store(LEAVES + 8, page(0x900));
        assertThat(addresses()).hasSize(2);
        for (int i = 0; i < 200; i++) {
            allowed.invalidationIssued(++time, vma(true, IOVA, false, false));
        }
        allowed.forgetBefore(time);
        assertThat(addresses()).hasSize(2);

        allowed.fenceCompleted(++time);
        allowed.forgetBefore(time);
        assertThat(allowed.remembered()).isLessThan(50);
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldShowObserversTheAccessesOfEachCombination() {
        firstStage();
        store(LEAVES + 8, page(0x800));
        store(LEAVES + 8, page(0x900));
        List<String> seen = new ArrayList<>();
        allowed.observe(access -> seen.add(access.kind() + " " + Long.toHexString(access.address())));
        time++;

        allowed.evaluate(request(IOVA), time, time, result -> seen.add(Long.toHexString(result.spa())));

        List<String> walk = List.of(
                "DEVICE_CONTEXT 1040", "FIRST_STAGE_PTE 10000", "FIRST_STAGE_PTE 11000", "FIRST_STAGE_PTE 12008");
        assertThat(seen).hasSize(10).containsAll(walk).contains("800000", "900000");
        assertThat(seen.subList(0, 4)).isEqualTo(walk);
        assertThat(seen.subList(5, 9)).isEqualTo(walk);
    }

    @Test
    void shouldTellTheVersionsOfAWord() {
        store(LEAVES, 5);
        store(LEAVES, 6);
        List<Long> values = new ArrayList<>();

        allowed.versions(LEAVES, 0, time, (value, first, last) -> values.add(value));

        assertThat(values).containsExactly(0L, 5L, 6L);
    }
}
