package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.common.WalkResult;
import dev.pagewalk.hdl.rtl.walk.bench.Tables;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog.Answer;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript.Access;
import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

/** The second-level IOTLB: what it keeps, what removes it, and that nothing stale is found. [IOMMU §3.8, §4.1] */
class SecondLevelTest {
    /** Cycles after reset until all sets are cleared. */
    private static final int CLEARING = 2 * WalkBench.SECOND_LEVEL_SETS;

    private static final long MOVED = 0x777;
    private static final long LARGE = 2L << 20;

    @Test
    void shouldAnswerAPageThatAWalkHasFoundWithoutReading() {
        WalkLog log = run(s -> twice(s, Tables.NESTED, x -> {}));

        assertThat(log.answers.get(1).outcome()).isEqualTo("page 90000");
        assertThat(log.answers.get(1).source()).isEqualTo(WalkResult.SOURCE_SECOND_LEVEL);
        assertThat(log.answers.get(1).reads()).isZero();
        assertThat(log.cycles(1)).isEqualTo(3);
        assertThat(log.reads.stream()
                        .filter(r -> r.cycle() > log.accepted.get(1).cycle()))
                .isEmpty();
    }

    @Test
    void shouldAnswerOtherPagesOfASuperpage() {
        WalkLog log = run(s -> large(s).request(Tables.HOST, Access.READ, Tables.IOVA + LARGE)
                .await()
                .request(Tables.HOST, Access.READ, Tables.IOVA + LARGE + 0x123000));

        assertThat(log.answers.get(1).source()).isEqualTo(WalkResult.SOURCE_SECOND_LEVEL);
        assertThat(log.answers.get(1).outcome()).isEqualTo("page 40123");
        assertThat(log.answers.get(1).sizeLog2()).isEqualTo(21);
    }

    @Test
    void shouldWalkAgainForAnAccessThatTheEntryDoesNotPermit() {
        WalkLog log = run(s -> s.store(Tables.leafAddress(0), Tables.entry(0x90000, 0x53))
                .request(Tables.HOST, Access.READ, Tables.IOVA)
                .await()
                .request(Tables.HOST, Access.WRITE, Tables.IOVA));

        assertThat(log.answers.get(1).outcome()).isEqualTo("cause 15");
    }

    @Test
    void shouldKeepDevicesApart() {
        WalkLog log = run(
                s -> s.request(Tables.HOST, Access.READ, Tables.IOVA).await().request(5, Access.READ, Tables.IOVA));

        assertThat(log.answers.get(1).outcome()).isEqualTo("cause 258");
    }

    @Test
    void shouldForgetThePageOfAnInvalidationAndKeepOthers() {
        WalkLog log = run(s -> {
            s.request(Tables.HOST, Access.READ, Tables.IOVA + 0x1000).await();
            twice(s, Tables.HOST, x -> x.invalidateHostPage(1, Tables.IOVA));
            s.await().request(Tables.HOST, Access.READ, Tables.IOVA + 0x1000);
        });

        assertThat(log.answers.get(2).source()).isEqualTo(WalkResult.SOURCE_WALK);
        assertThat(log.answers.get(3).source()).isEqualTo(WalkResult.SOURCE_SECOND_LEVEL);
    }

    @Test
    void shouldForgetASuperpageByAnyAddressInside() {
        WalkLog log = run(s -> large(s).request(Tables.HOST, Access.READ, Tables.IOVA + LARGE)
                .await()
                .invalidateHostPage(1, Tables.IOVA + LARGE + 0x45000)
                .request(Tables.HOST, Access.READ, Tables.IOVA + LARGE));

        assertThat(log.answers.get(1).source()).isEqualTo(WalkResult.SOURCE_WALK);
    }

    @Test
    void shouldForgetAPieceOfALargerFirstStageLeafByAnyAddress() {
        WalkLog log = run(s -> nestedLarge(s)
                .request(Tables.NESTED, Access.READ, Tables.IOVA)
                .await()
                .request(Tables.NESTED, Access.READ, Tables.IOVA)
                .await()
                .invalidate(InvalidationKind.VMA.code(), 1, 1, 1, 0, 0, 2, 2, (Tables.IOVA + 0x5000) >>> 12, 0, 0, 0)
                .request(Tables.NESTED, Access.READ, Tables.IOVA));

        assertThat(log.answers.get(1).source()).isEqualTo(WalkResult.SOURCE_SECOND_LEVEL);
        assertThat(log.answers.get(1).sizeLog2()).isEqualTo(12);
        assertThat(log.answers.get(2).source()).isEqualTo(WalkResult.SOURCE_WALK);
    }

    @Test
    void shouldForgetByGuestByProcessByDeviceAndAll() {
        assertThat(again(Tables.GUEST, s -> s.invalidateGuest(InvalidationKind.GVMA, 1)))
                .isFalse();
        assertThat(again(Tables.NESTED, s -> s.invalidateGuest(InvalidationKind.VMA, 2)))
                .isFalse();
        assertThat(again(Tables.NESTED, s -> s.invalidateGuestPage(InvalidationKind.GVMA, 2, 0x12345000L)))
                .isFalse();
        assertThat(again(Tables.HOST, s -> s.invalidate(0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0)))
                .isFalse();
        assertThat(again(Tables.HOST, s -> s.invalidateAll(InvalidationKind.VMA)))
                .isFalse();
        assertThat(again(Tables.GUEST, s -> s.invalidateAll(InvalidationKind.GVMA)))
                .isFalse();
        assertThat(again(Tables.HOST, s -> s.invalidateDirectory(InvalidationKind.DDT, Tables.HOST, 0)))
                .isFalse();
        assertThat(again(Tables.HOST, s -> s.invalidate(InvalidationKind.DDT.code(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
                .isFalse();
    }

    @Test
    void shouldKeepWhatAnInvalidationDoesNotName() {
        assertThat(again(Tables.GUEST, s -> s.invalidateGuest(InvalidationKind.GVMA, 2)))
                .isTrue();
        assertThat(again(Tables.GUEST, s -> s.invalidateGuest(InvalidationKind.VMA, 1)))
                .isTrue();
        assertThat(again(Tables.NESTED, s -> s.invalidateGuest(InvalidationKind.VMA, 1)))
                .isTrue();
        assertThat(again(Tables.HOST, s -> s.invalidate(0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0)))
                .isTrue();
        assertThat(again(Tables.HOST, s -> s.invalidateDirectory(InvalidationKind.DDT, Tables.GUEST, 0)))
                .isTrue();
        assertThat(again(Tables.HOST, s -> s.invalidateHostPage(1, Tables.IOVA + 0x1000)))
                .isTrue();
    }

    @Test
    void shouldFindNothingStaleWhenAnEpochStartsAgain() {
        WalkLog log = run(s -> {
            s.request(Tables.GUEST, Access.READ, Tables.IOVA).await();
            s.store(Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL));
            for (int i = 0; i < 1 << SecondLevelStamp.BITS; i++) {
                s.invalidateGuest(InvalidationKind.GVMA, 1);
            }
            s.request(Tables.GUEST, Access.READ, Tables.IOVA)
                    .await()
                    .pass(CLEARING)
                    .request(Tables.GUEST, Access.READ, Tables.IOVA)
                    .await()
                    .request(Tables.GUEST, Access.READ, Tables.IOVA);
        });

        assertThat(log.answers.get(1).outcome()).isEqualTo("page 777");
        assertThat(log.answers.get(2).outcome()).isEqualTo("page 777");
        assertThat(log.answers.get(3).source()).isEqualTo(WalkResult.SOURCE_SECOND_LEVEL);
    }

    @Test
    void shouldNeverAnswerAnInvalidatedPageAtAnyOffsetOfTheLookup() {
        for (int offset = 0; offset < 12; offset++) {
            int cycles = offset;
            WalkLog log = run(s -> {
                s.request(Tables.HOST, Access.READ, Tables.IOVA)
                        .await()
                        .store(Tables.leafAddress(0), Tables.entry(MOVED, Tables.FULL))
                        .request(Tables.HOST, Access.READ, Tables.IOVA)
                        .pass(cycles)
                        .invalidateHostPage(1, Tables.IOVA)
                        .await()
                        .request(Tables.HOST, Access.READ, Tables.IOVA);
            });
            Answer during = log.answers.get(1);
            if (during.cycle() > log.invalidations.get(0)) {
                assertThat(during.outcome()).as("offset %d", offset).isIn("retry", "page 777");
            }
            assertThat(log.answers.get(2).outcome()).as("offset %d", offset).isEqualTo("page 777");
        }
    }

    private static boolean again(int device, Consumer<WalkScript> removal) {
        WalkLog log = run(s -> twice(s, device, removal));
        assertThat(log.answers.get(1).outcome()).isEqualTo(log.answers.get(0).outcome());
        return log.answers.get(1).source() == WalkResult.SOURCE_SECOND_LEVEL;
    }

    private static WalkScript twice(WalkScript script, int device, Consumer<WalkScript> between) {
        script.request(device, Access.READ, Tables.IOVA).await();
        between.accept(script);
        return script.request(device, Access.READ, Tables.IOVA);
    }

    /** A first-stage leaf of 2 MiB behind the pages of the host device. */
    private static WalkScript large(WalkScript script) {
        return script.store(0x80101008L, Tables.entry(0x40000, Tables.FULL));
    }

    /** A first-stage leaf of 2 MiB for the nested device over second-stage pages of 4 KiB. */
    private static WalkScript nestedLarge(WalkScript script) {
        return script.store(Tables.nestedPointerAddress(), Tables.entry(0x40000, Tables.FULL));
    }

    private static WalkLog run(Consumer<WalkScript> body) {
        return WalkBench.rich().run(2, s -> {
            s.pass(CLEARING);
            body.accept(s);
        });
    }
}
