package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.golden.Cause;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.TranslationResult;
import org.junit.jupiter.api.Test;

class AllowedSetTest extends AllowedSetFixture {
    private static final GoldenConfig SV32 = new GoldenConfig(0x1eea7cf8f10L, 0, 0, 0, 2, true, false, 0, 32);

    @Test
    void shouldPermitOldAndNewUntilTheFenceAndThenOnlyTheNew() {
        firstStage();
        store(LEAVES + 8, page(0x800));
        store(LEAVES + 8, page(0x900));
        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);

        long issued = ++time;
        allowed.invalidationIssued(issued, vma(true, IOVA, false, false));
        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);

        allowed.fenceCompleted(++time);
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldNotPermitAnEntryThatNoRequestCouldReadWhenNothingIsPrefetched() {
        allowed = new AllowedSet(FULL).withoutPrefetch();
        firstStage();
        store(LEAVES + 8, page(0x800));
        store(LEAVES + 8, page(0x900));
        assertThat(addresses()).containsExactly(0x90_0000L);

        store(LEAVES + 8, page(0xa00));
        assertThat(addresses()).containsExactlyInAnyOrder(0x90_0000L, 0xa0_0000L);
    }

    @Test
    void shouldPermitWhatWasReadBetweenDoorbellAndFence() {
        firstStage();
        store(LEAVES + 8, page(0x800));
        allowed.invalidationIssued(++time, vma(true, IOVA, false, false));
        store(LEAVES + 8, page(0x900));
        allowed.fenceCompleted(++time);

        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);
    }

    @Test
    void shouldNeverPermitAnEntryThatWasNotValid() {
        firstStage();
        store(LEAVES + 8, 0);
        store(LEAVES + 8, page(0x900));

        assertThat(of(request(IOVA))).extracting(TranslationResult::cause).containsOnlyNulls();
    }

    @Test
    void shouldPermitAnInvalidEntryThatWasInMemoryWhileTheRequestWasInFlight() {
        firstStage();
        long before = time;
        store(LEAVES + 8, 0);
        long cleared = time;
        store(LEAVES + 8, page(0x900));

        assertThat(allowed.of(request(IOVA), cleared, time))
                .extracting(TranslationResult::cause)
                .contains(Cause.READ_PAGE_FAULT);
        assertThat(before).isLessThan(cleared);
    }

    @Test
    void shouldKeepAPointerWhenOnlyLeavesWereInvalidated() {
        firstStage();
        store(0x13000 + 8, page(0x900));
        store(LEAVES + 8, page(0x800));
        store(MIDDLE, pointer(0x13000));

        complete(vma(true, IOVA, false, false));
        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);

        complete(vma(true, IOVA, true, false));
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldRemoveASuperpageThatARangeOverlaps() {
        firstStage();
        store(MIDDLE, page(0x40000));
        complete(vma(false, 0, false, false));
        store(MIDDLE, page(0x60000));

        complete(vma(true, 0x20_0000, false, false));
        assertThat(addresses()).hasSize(2);

        complete(vma(true, 0x1f_f000, false, false));
        assertThat(addresses()).containsExactly(0x6000_1000L);
    }

    @Test
    void shouldKeepGlobalMappingsWhenAProcessIsInvalidated() {
        firstStage();
        store(LEAVES + 8, page(0x800) | 0x20);
        store(LEAVES + 8, page(0x900) | 0x20);

        complete(vma(false, 0, false, true));
        assertThat(addresses()).hasSize(2);

        complete(vma(false, 0, false, false));
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldKeepEntriesOfAnOldRootUntilTheirTagIsInvalidated() {
        firstStage();
        store(LEAVES + 8, page(0x800));
        assertThat(addresses()).containsExactly(0x80_0000L);
        store(0x20000, pointer(0x21000));
        store(0x21000, pointer(0x22000));
        store(0x22000 + 8, page(0x900));
        store(CONTEXT + 24, SV39 | 0x20);

        complete(ddt(1));
        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);

        complete(vma(false, 0, false, false));
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldKnowOfPrefetchesOnlyWhenTheyAreReported() {
        firstStage();
        store(LEAVES + 8, page(0x800));
        allowed.speculated(request(IOVA), time, time);
        store(0x20000, pointer(0x21000));
        store(0x21000, pointer(0x22000));
        store(0x22000 + 8, page(0x900));
        store(CONTEXT + 24, SV39 | 0x20);
        complete(ddt(1));

        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);
    }

    @Test
    void shouldKeepADirectoryPointerWhenOneDeviceWasInvalidated() {
        allowed.writeRegister(DDTP, 8, (DDT >> 12 << 10) | 3);
        store(DDT, pointer(0x2000));
        store(0x2000 + 64, 1);
        store(0x3000 + 64, 1 | (1 << 12));
        store(DDT, pointer(0x3000));

        complete(ddt(1));
        assertThat(of(request(IOVA)))
                .extracting(TranslationResult::cause)
                .containsExactlyInAnyOrder(null, Cause.DDT_MISCONFIGURED);

        complete(new Invalidation(Invalidation.Scope.DDT, false, false, false, false, false, 0, 0, 0, false, 0, 0));
        assertThat(of(request(IOVA))).extracting(TranslationResult::cause).containsExactly(Cause.DDT_MISCONFIGURED);
    }

    @Test
    void shouldTellTheHalvesOfADoublewordApart() {
        allowed = new AllowedSet(SV32);
        allowed.writeRegister(DDTP, 8, (DDT >> 12 << 10) | 2);
        store(CONTEXT, 1 | (1 << 11));
        store(CONTEXT + 24, SV39 | (ROOT >> 12));
        store(ROOT, pointer(LEAVES));
        complete(ddt(1));
        store(LEAVES, page(0x800) << 32 | 0x1);
        store(LEAVES, page(0x800) << 32 | 0x2);
        assertThat(addresses()).containsExactly(0x80_0000L);

        store(LEAVES, page(0x900) << 32 | 0x2);
        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L);
        complete(vma(true, IOVA, false, false));
        assertThat(addresses()).containsExactly(0x90_0000L);
    }

    @Test
    void shouldReportErrorsOfMemory() {
        allowed = new AllowedSet(FULL, address -> address == LEAVES + 8 ? AccessOutcome.POISON : AccessOutcome.OK);
        firstStage();

        assertThat(of(request(IOVA))).extracting(TranslationResult::cause).containsExactly(Cause.PAGE_TABLE_POISON);
    }

    @Test
    void shouldRefuseTimesThatGoBack() {
        allowed.committed(5, 0, 1);

        assertThatThrownBy(() -> allowed.committed(4, 0, 1)).hasMessage("time goes back: time=4, latest=5");
    }

    @Test
    void shouldGiveUpOnEntriesWithTooManyMixes() {
        firstStage();
        for (int i = 0; i < 300; i++) {
            store(CONTEXT + 16, (long) i << 12);
        }

        assertThatThrownBy(() -> of(request(IOVA))).hasMessageContaining("too many versions of one entry");
    }

    @Test
    void shouldGiveUpAfterTooManyCombinations() {
        allowed = new AllowedSet(FULL).givingUpAfter(8);
        firstStage();
        store(0x13000 + 8, page(0x801));
        store(LEAVES + 8, page(0x800));
        store(LEAVES + 8, page(0x900));
        store(MIDDLE, pointer(0x13000));
        store(0x13000 + 8, page(0x901));
        assertThat(addresses()).containsExactlyInAnyOrder(0x80_0000L, 0x90_0000L, 0x80_1000L, 0x90_1000L);

        store(LEAVES + 8, page(0xa00));
        assertThatThrownBy(() -> of(request(IOVA))).hasMessageStartingWith("too many combinations: most=8, request=");
    }
}
