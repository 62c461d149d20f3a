package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A and D are updated together, once per entry, and only when the whole translation succeeds [IOMMU §4, §15]. */
class AccessedDirtyTest {
    private static final long CAPABILITIES = 0xfeee7ee8e10L;
    private static final long DDT = 0x1000;
    private static final long GUEST_ROOT = 0x20000;
    private static final long GUEST_MIDDLE = 0x24000;
    private static final long GUEST_LEAVES = 0x25000;
    private static final long ROOT = 0x10000;
    private static final long MIDDLE = 0x11000;
    private static final long LEAVES = 0x12000;
    private static final long SV39 = 8L << 60;
    private static final long URWX = 0x1f;
    private static final long A = 0x40;
    private static final long AD = 0xc0;
    private static final long IOVA = 0x1000;
    private static final long PAGE = 0x30;

    private final SparseMemory memory = new SparseMemory();
    private final GoldenIommu iommu =
            new GoldenIommu(new GoldenConfig(CAPABILITIES, 0, 0, 0, 2, false, false, 0, 32), memory);
    private final List<String> updates = new ArrayList<>();
    private final List<String> planned = new ArrayList<>();

    /** Two stages with hardware updates; the guest maps each of its table pages one to one, with A and D clear. */
    @BeforeEach
    void build() {
        memory.poke(DDT + 64, 1 | 3 << 7);
        memory.poke(DDT + 72, SV39 | GUEST_ROOT >> 12);
        memory.poke(DDT + 88, SV39 | ROOT >> 12);
        memory.poke(GUEST_ROOT, pointer(GUEST_MIDDLE));
        memory.poke(GUEST_MIDDLE, pointer(GUEST_LEAVES));
        for (long page = 0; page < 0x40; page++) {
            memory.poke(guest(page), page << 10 | URWX);
        }
        memory.poke(ROOT, pointer(MIDDLE));
        memory.poke(MIDDLE, pointer(LEAVES));
        memory.poke(LEAVES + 8, PAGE << 10 | URWX);
        iommu.writeRegister(16, 8, DDT >> 12 << 10 | 2);
        iommu.addObserver(access -> {
            String text =
                    access.kind() + " " + Long.toHexString(access.address()) + "=" + Long.toHexString(access.value());
            switch (access.operation()) {
                case COMPARE_AND_SWAP -> updates.add(text);
                case PLANNED_UPDATE -> planned.add(text);
                default -> {}
            }
        });
    }

    @Test
    void shouldSetAAndDOfEachEntryInOneUpdate() {
        assertThat(request(Access.WRITE).status()).isEqualTo(TranslationResult.Status.OK);

        assertThat(updates)
                .containsExactly(
                        "SECOND_STAGE_PTE 25080=" + hex(ROOT >> 12 << 10 | URWX | A),
                        "SECOND_STAGE_PTE 25088=" + hex(MIDDLE >> 12 << 10 | URWX | A),
                        "SECOND_STAGE_PTE 25090=" + hex(LEAVES >> 12 << 10 | URWX | AD),
                        "FIRST_STAGE_PTE 12008=" + hex(PAGE << 10 | URWX | AD),
                        "SECOND_STAGE_PTE 25180=" + hex(PAGE << 10 | URWX | AD));
        updates.clear();
        assertThat(request(Access.WRITE).status()).isEqualTo(TranslationResult.Status.OK);
        assertThat(updates).isEmpty();
    }

    @Test
    void shouldSetNoDForARead() {
        request(Access.READ);

        assertThat(memory.peek(LEAVES + 8)).isEqualTo(PAGE << 10 | URWX | A);
        assertThat(memory.peek(guest(PAGE))).isEqualTo(PAGE << 10 | URWX | A);
        assertThat(memory.peek(guest(LEAVES >> 12))).isEqualTo(LEAVES >> 12 << 10 | URWX | AD);
    }

    @Test
    void shouldWriteNoTableWordForARequestThatFaultsLater() {
        memory.poke(guest(PAGE), 0);
        List<String> touched = new ArrayList<>();
        memory.onWrite(address -> touched.add(hex(address)));

        assertThat(request(Access.WRITE).cause()).isEqualTo(Cause.WRITE_GUEST_PAGE_FAULT);

        assertThat(touched).isEmpty();
        assertThat(updates).isEmpty();
        assertThat(planned).hasSize(5);
        request(Access.READ);
        assertThat(touched).isEmpty();
    }

    @Test
    void shouldForgetThePlansOfARequestThatFaulted() {
        memory.poke(guest(PAGE), 0);
        request(Access.WRITE);
        memory.poke(guest(PAGE), PAGE << 10 | URWX | AD);
        memory.poke(LEAVES + 8, PAGE << 10 | URWX | AD);
        memory.poke(guest(LEAVES >> 12), LEAVES >> 12 << 10 | URWX | AD);

        assertThat(request(Access.READ).status()).isEqualTo(TranslationResult.Status.OK);
        assertThat(updates).hasSize(2);
    }

    @Test
    void shouldWalkAgainFromMemoryWhenAnEntryHasChanged() {
        stale(LEAVES + 8, ((PAGE + 1) << 10) | URWX);

        TranslationResult result = request(Access.WRITE);

        assertThat(result.spa()).isEqualTo(PAGE << 12);
        assertThat(memory.peek(LEAVES + 8)).isEqualTo(PAGE << 10 | URWX | AD);
    }

    @Test
    void shouldWalkOnlyThePageAgainWhoseGuestEntryHasChanged() {
        List<String> fresh = new ArrayList<>();
        iommu.addObserver(access -> {
            if (access.fresh() && access.operation() == ImplicitAccess.Operation.READ) {
                fresh.add(access.kind() + " " + hex(access.subject()));
            }
        });
        stale(guest(PAGE), ((PAGE + 1) << 10) | URWX);

        assertThat(request(Access.READ).spa()).isEqualTo(PAGE << 12);

        assertThat(fresh).hasSize(3).containsOnly("SECOND_STAGE_PTE " + hex(PAGE << 12));
    }

    @Test
    void shouldStopWhenAnEntryChangesForEver() {
        GoldenMemory restless = new Restless(memory);
        GoldenIommu other = new GoldenIommu(new GoldenConfig(CAPABILITIES, 0, 0, 0, 2, false, false, 0, 32), restless);
        other.writeRegister(16, 8, DDT >> 12 << 10 | 2);

        assertThatThrownBy(() -> other.request(inbound(Access.READ)))
                .hasMessage("entries change whenever they are updated: walks=64, iova=0x1000");
    }

    @Test
    void shouldUpdateAnEntryThatBothStagesUse() {
        // the first-stage leaf table is at the same time the guest's leaf table
        memory.poke(MIDDLE, pointer(GUEST_LEAVES));
        memory.poke(guest(1), GUEST_LEAVES >> 12 << 10 | URWX);

        assertThat(request(Access.WRITE).spa()).isEqualTo(GUEST_LEAVES);
        assertThat(memory.peek(guest(1))).isEqualTo(GUEST_LEAVES >> 12 << 10 | URWX | AD);
    }

    @Test
    void shouldWriteNothingForADebugTranslationThatEndsInAnMrif() {
        memory.poke(DDT + 96, 1L << 60 | 0x40);
        memory.poke(DDT + 112, PAGE);
        memory.poke(0x40000, 3);
        iommu.writeRegister(600, 8, IOVA);

        iommu.writeRegister(608, 8, 1L << 40 | 1 | 8);

        assertThat(iommu.lastDebugCause()).isEqualTo(Cause.TYPE_DISALLOWED);
        assertThat(updates).isEmpty();
        assertThat(request(Access.READ).mrif()).isNotNull();
        assertThat(updates).isNotEmpty();
    }

    @Test
    void shouldReportAFaultOfTheUpdateItself() {
        GoldenIommu other =
                new GoldenIommu(new GoldenConfig(CAPABILITIES, 0, 0, 0, 2, false, false, 0, 32), new ReadOnly(memory));
        other.writeRegister(16, 8, DDT >> 12 << 10 | 2);

        assertThat(other.request(inbound(Access.WRITE)).cause()).isEqualTo(Cause.WRITE_ACCESS_FAULT);
    }

    /** The first read of a word returns an old value, as a cache might. */
    private void stale(long address, long value) {
        iommu.tableReader(access -> {
            for (int i = 0; i < access.wordCount(); i++) {
                long at = access.wordAddress(i);
                access.words()[i] = at == address && !access.fresh() ? value : memory.peek(at);
            }
            return AccessOutcome.OK;
        });
    }

    private TranslationResult request(Access access) {
        return iommu.request(inbound(access));
    }

    private static InboundRequest inbound(Access access) {
        return new InboundRequest(1, Origin.UNTRANSLATED, access, IOVA, false, 0, false, false, false, false);
    }

    private static long pointer(long table) {
        return table >> 12 << 10 | 1;
    }

    private static long guest(long page) {
        return GUEST_LEAVES + page * 8;
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }

    /** Atomic operations always find another value. */
    private static class Restless implements GoldenMemory {
        private final SparseMemory inner;
        private long data;

        Restless(SparseMemory inner) {
            this.inner = inner;
        }

        @Override
        public AccessOutcome read64(long address) {
            AccessOutcome outcome = inner.read64(address);
            data = inner.data();
            return outcome;
        }

        @Override
        public long data() {
            return data;
        }

        @Override
        public AccessOutcome write(long address, int size, long value) {
            return inner.write(address, size, value);
        }

        @Override
        public AccessOutcome compareAndSwap(long address, int size, long expected, long desired) {
            data = ~expected;
            return AccessOutcome.OK;
        }

        @Override
        public AccessOutcome fetchOr(long address, long bits) {
            return inner.fetchOr(address, bits);
        }
    }

    /** Updates fault where reads do not. */
    private static final class ReadOnly extends Restless {
        ReadOnly(SparseMemory inner) {
            super(inner);
        }

        @Override
        public AccessOutcome compareAndSwap(long address, int size, long expected, long desired) {
            return AccessOutcome.ACCESS_FAULT;
        }
    }
}
