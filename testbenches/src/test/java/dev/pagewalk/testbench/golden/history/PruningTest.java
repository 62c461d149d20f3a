package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.Access;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.Invalidation;
import dev.pagewalk.testbench.golden.Origin;
import dev.pagewalk.testbench.golden.TranslationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What the permitted set forgets, what it must not forget, and that its memory stays bounded. */
class PruningTest {
    private static final long DDT = 0x1000;
    private static final long ROOT = 0x10000;
    private static final long MIDDLE = 0x11000;
    private static final long LEAVES = 0x12000;
    private static final long DATA = 0x4000_0000L;
    private static final long SV39 = 8L << 60;
    private static final int SLOTS = 512;
    private static final int BOUND = 40_000;

    private final AllowedSet allowed =
            new AllowedSet(new GoldenConfig(HistoryWorld.FULL_CAPABILITIES, 0, 0, 0, 2, false, false, 0, 32));
    private long time;

    @BeforeEach
    void build() {
        allowed.writeRegister(16, 8, (DDT >> 12 << 10) | 2);
        store(DDT + 64, 1);
        store(DDT + 64 + 24, SV39 | (ROOT >> 12));
        store(DDT + 128, 1);
        store(DDT + 128 + 16, 5 << 12);
        store(DDT + 128 + 24, SV39 | (ROOT >> 12));
        store(ROOT, pointer(MIDDLE));
        store(MIDDLE, pointer(LEAVES));
        complete(new Invalidation(Invalidation.Scope.DDT, false, false, false, false, false, 0, 0, 0, false, 0, 0));
        complete(all());
    }

    @Test
    void shouldKeepAVersionThatARequestHasRead() {
        store(LEAVES, page(1));
        ask(1, 0);
        store(LEAVES, page(2));

        allowed.prune(++time);

        assertThat(ask(1, 0)).containsExactlyInAnyOrder(1L, 2L);
        complete(all());
        assertThat(ask(1, 0)).containsExactly(2L);
    }

    @Test
    void shouldForgetAVersionThatNoRequestHasRead() {
        store(LEAVES, page(1));
        store(LEAVES, page(2));
        assertThat(allowed.remembered()).isGreaterThan(2);

        allowed.prune(++time);

        assertThat(ask(1, 0)).containsExactly(2L);
    }

    @Test
    void shouldKeepAVersionThatEndsWhileARequestIsInFlight() {
        store(LEAVES, page(1));
        long accepted = time;
        store(LEAVES, page(2));

        allowed.prune(accepted);

        assertThat(allowed.of(request(1, 0), accepted, time))
                .extracting(result -> result.spa() >> 12)
                .containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void shouldForgetAVersionThatWasInvalidated() {
        store(LEAVES, page(1));
        ask(1, 0);
        store(LEAVES, page(2));
        complete(all());

        allowed.prune(++time);

        assertThat(ask(1, 0)).containsExactly(2L);
        assertThat(allowed.remembered()).isLessThan(12);
    }

    @Test
    void shouldRememberForWhichTagAForgottenCommandWas() {
        store(LEAVES, page(1));
        ask(1, 0);
        ask(2, 0);
        store(LEAVES, page(2));
        complete(new Invalidation(Invalidation.Scope.VMA, false, true, false, false, false, 5, 0, 0, false, 0, 0));

        allowed.prune(++time);

        assertThat(ask(2, 0)).containsExactly(2L);
        assertThat(ask(1, 0)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void shouldKeepAGlobalVersionThatASpaceCommandSpares() {
        store(LEAVES, page(1) | 0x20);
        ask(2, 0);
        store(LEAVES, page(2) | 0x20);
        complete(new Invalidation(Invalidation.Scope.VMA, false, true, false, false, false, 5, 0, 0, false, 0, 0));

        allowed.prune(++time);

        assertThat(ask(2, 0)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(ask(1, 0)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void shouldKeepOnlyTheLastOfEqualVersions() {
        for (int i = 0; i < 1000; i++) {
            store(LEAVES, page(1 + i % 2));
            ask(1, 0);
        }

        allowed.prune(++time);

        assertThat(allowed.remembered()).isLessThan(12);
        assertThat(ask(1, 0)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void shouldForgetWhatNoRequestAsksForWhenACommandIsPending() {
        store(LEAVES, page(1));
        ask(1, 0);
        store(LEAVES, page(2));
        allowed.invalidationIssued(++time, all());

        allowed.prune(++time);

        assertThat(ask(1, 0)).containsExactlyInAnyOrder(1L, 2L);
        allowed.fenceCompleted(++time);
        assertThat(ask(1, 0)).containsExactly(2L);
    }

    @Test
    void shouldKeepNothingAfterReset() {
        store(LEAVES, page(1));
        ask(1, 0);
        store(LEAVES, page(2));
        allowed.prune(++time);
        allowed.cachesEmptied();

        allowed.prune(++time);

        assertThat(ask(1, 0)).containsExactly(2L);
    }

    @Test
    void shouldStayBoundedWhileMappingsComeAndGo() {
        run(5_000);
    }

    @Test
    @Tag("nightly")
    void shouldStayBoundedForTenMillionTranslations() {
        run(5_000_000);
    }

    /** Maps a page, uses it twice around a store of its data, unmaps it, invalidates, fences. */
    private void run(int rounds) {
        int most = 0;
        for (int round = 0; round < rounds; round++) {
            int slot = round % SLOTS;
            long number = 1L + round % 1_000_003;
            store(LEAVES + slot * 8L, page(number));
            assertThat(ask(1, slot)).containsExactly(number);
            store(DATA + round % 100_000 * 8L, round);
            assertThat(ask(1, slot)).containsExactly(number);
            store(LEAVES + slot * 8L, 0);
            complete(new Invalidation(
                    Invalidation.Scope.VMA, true, false, false, false, false, 0, 0, (long) slot << 12, false, 0, 0));
            allowed.forgetBefore(time);
            most = Math.max(most, allowed.remembered());
        }
        assertThat(most).isLessThan(BOUND);
    }

    private List<Long> ask(int device, int slot) {
        time++;
        return allowed.of(request(device, slot), time, time).stream()
                .filter(result -> result.status() == TranslationResult.Status.OK)
                .map(result -> result.spa() >> 12)
                .toList();
    }

    private static InboundRequest request(int device, int slot) {
        return new InboundRequest(
                device, Origin.UNTRANSLATED, Access.READ, (long) slot << 12, false, 0, false, false, false, false);
    }

    private void store(long address, long value) {
        allowed.committed(++time, address, value);
    }

    private void complete(Invalidation invalidation) {
        allowed.invalidationIssued(++time, invalidation);
        allowed.fenceCompleted(++time);
    }

    private static Invalidation all() {
        return new Invalidation(Invalidation.Scope.VMA, false, false, false, false, false, 0, 0, 0, false, 0, 0);
    }

    private static long pointer(long table) {
        return (table >> 12 << 10) | 1;
    }

    private static long page(long number) {
        return (number << 10) | 0xdf;
    }
}
