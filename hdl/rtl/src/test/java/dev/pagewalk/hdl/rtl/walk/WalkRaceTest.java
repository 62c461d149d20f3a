package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.walk.bench.Tables;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog.Answer;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript.Access;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A table changes and its invalidation arrives at every cycle of a walk. */
class WalkRaceTest {
    private static final int LATENCY = 3;
    private static final int LONGEST = 90;
    private static final long MOVED = 0x777;

    @Test
    void shouldNeverAnswerFromAFirstStageTableThatWasInvalidatedBefore() {
        sweep(Tables.HOST, s -> s.store(Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL))
                .invalidateHostPage(1, Tables.IOVA));
    }

    @Test
    void shouldNeverAnswerFromASecondStageTableThatWasInvalidatedBefore() {
        sweep(Tables.GUEST, s -> s.store(Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL))
                .invalidateGuestPage(InvalidationKind.GVMA, 1, Tables.IOVA));
    }

    @Test
    void shouldNeverAnswerFromAPointerThatWasInvalidatedBefore() {
        sweep(Tables.NESTED, s -> s.store(Tables.nestedPointerAddress(), Tables.entry(0x10111, 1))
                .store(0x80511000L, Tables.entry(0x50000, Tables.FULL))
                .store(0x80306000L + 8 * 0x80, Tables.entry(0x80307, 1))
                .store(0x80307000L, Tables.entry(MOVED, Tables.FULL))
                .invalidateGuest(InvalidationKind.VMA, 2));
    }

    @Test
    void shouldNeverAnswerFromAGuestPageOfATableThatWasInvalidatedBefore() {
        sweep(Tables.NESTED, s -> s.store(0x80305000L + 8 * 0x110, Tables.entry(0x80700, Tables.FULL))
                .store(0x80700000L, Tables.entry(0x40020, Tables.FULL))
                .store(Tables.leafAddress(0x20), Tables.entry(MOVED, Tables.FULL))
                .invalidateGuestPage(InvalidationKind.GVMA, 2, 0x10110000L));
    }

    @Test
    void shouldNeverAnswerFromADeviceContextThatWasInvalidatedBefore() {
        sweep(Tables.GUEST, s -> s.store(0x80000000L + 32 + 8, 8L << 60 | 1L << 44 | 0x80600)
                .store(0x80600008L, Tables.entry(0x80601, 1))
                .store(0x80601000L, Tables.entry(0x80602, 1))
                .store(0x80602000L, Tables.entry(MOVED, Tables.FULL))
                .invalidateAll(InvalidationKind.GVMA)
                .invalidateDirectory(InvalidationKind.DDT, Tables.GUEST, 0));
    }

    @Test
    void shouldAnswerAnotherDeviceAtOnceWhenADeviceContextIsInvalidated() {
        WalkLog log = WalkBench.small().run(20, s -> s.request(Tables.HOST, Access.READ, Tables.IOVA)
                .pass(30)
                .invalidateDirectory(InvalidationKind.DDT, Tables.GUEST, 0));

        assertThat(log.answers.get(0).outcome()).isEqualTo("page 90000");
    }

    @Test
    void shouldNotHoldUpWalksOfOtherAddressSpaces() {
        WalkLog log = WalkBench.rich().run(20, s -> {
            for (long page = 0; page < 2; page++) {
                s.await()
                        .request(Tables.HOST, Access.READ, Tables.IOVA + 0x1000 * page)
                        .request(Tables.GUEST, Access.READ, Tables.IOVA + 0x1000 * page)
                        .request(Tables.NESTED, Access.READ, Tables.IOVA + 0x1000 * page);
            }
            for (int i = 0; i < 50; i++) {
                s.pass(4).invalidateHostPage(7, Tables.IOVA).invalidateGuest(InvalidationKind.GVMA, 9);
            }
        });

        assertThat(log.answers.values()).noneMatch(Answer::retry);
    }

    @Test
    void shouldHoldAFenceUntilEarlierWalksHaveFinishedTheirReads() {
        WalkLog log = WalkBench.small().run(20, s -> s.request(Tables.HOST, Access.READ, Tables.IOVA)
                .pass(10)
                .fence()
                .request(Tables.GUEST, Access.READ, Tables.IOVA));

        assertThat(log.fenceEnds.get(0))
                .isGreaterThanOrEqualTo(log.answers.get(0).cycle());
        assertThat(log.fenceEnds.get(0)).isLessThan(log.answers.get(1).cycle());
    }

    @Test
    void shouldCompleteAFenceAtOnceWithoutWalks() {
        WalkLog log = WalkBench.small().run(20, WalkScript::fence);

        assertThat(log.fenceEnds.get(0) - log.fenceStarts.get(0)).isEqualTo(1);
    }

    private static void sweep(int device, Consumer<WalkScript> change) {
        List<String> early = new ArrayList<>();
        for (int offset = 0; offset < LONGEST; offset++) {
            int cycles = offset;
            WalkLog log = WalkBench.small().run(LATENCY, s -> {
                s.request(device, Access.READ, Tables.IOVA).pass(cycles);
                change.accept(s);
                s.await().request(device, Access.READ, Tables.IOVA);
            });
            early.add(judge(log, offset));
        }
        assertThat(early).as("outcomes by offset").contains("retry", "page 90000");
    }

    private static String judge(WalkLog log, int offset) {
        String first = log.answers.get(0).outcome();
        long invalidated = log.invalidations.get(log.invalidations.size() - 1);
        if (log.answers.get(0).cycle() > invalidated) {
            assertThat(first).as("offset %d", offset).isIn("retry", "page " + Long.toHexString(MOVED));
        }
        assertThat(log.answers.get(1).outcome())
                .as("after the invalidation, offset %d", offset)
                .isEqualTo("page " + Long.toHexString(MOVED));
        return first;
    }
}
