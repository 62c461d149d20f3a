package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.hdl.rtl.common.InvalidationKind;
import dev.pagewalk.hdl.rtl.walk.bench.Tables;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

class WalkEngineTest {
    private static final long FIRST_PAGE = Tables.PAGE;

    @ParameterizedTest
    @ValueSource(ints = {Tables.HOST, Tables.GUEST, Tables.NESTED})
    void shouldTranslateThroughEachCombinationOfStages(int device) {
        WalkLog log = WalkBench.rich().run(3, s -> s.request(device, Access.WRITE, Tables.IOVA + 0x3123));

        assertThat(log.answers.get(0).outcome()).isEqualTo("page " + Long.toHexString(FIRST_PAGE + 3));
        assertThat(log.answers.get(0).install()).isTrue();
    }

    @Test
    void shouldTranslateWithOneWalkAndOneEntryInEachCache() {
        WalkLog log = WalkBench.least().run(2, s -> {
            for (int i = 0; i < 30; i++) {
                s.request(i % 3, Access.READ, Tables.IOVA + 0x1000L * i);
            }
        });

        for (int i = 0; i < 30; i++) {
            assertThat(log.answers.get(i).page()).isEqualTo(FIRST_PAGE + i);
        }
    }

    @Test
    void shouldRefuseEverythingWhileOffAndPassEverythingWhileBare() {
        WalkLog log = WalkBench.small().run(1, s -> s.directory(DirectoryMode.OFF, 0)
                .request(0, Access.READ, 0x1234567000L)
                .await()
                .directory(DirectoryMode.BARE, 0)
                .request(0, Access.READ, 0x1234567000L)
                .request(0, 1, Access.READ, 0x1234568000L));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 256");
        assertThat(log.answers.get(1).outcome()).isEqualTo("page 1234567");
        assertThat(log.answers.get(2).outcome()).isEqualTo("cause 260");
        assertThat(log.reads).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"READ, 5", "WRITE, 7", "EXECUTE, 1"})
    void shouldNameAnAccessFaultAfterTheOriginalAccess(Access access, int cause) {
        WalkLog log = WalkBench.small().run(1, s -> s.failing(Tables.leafAddress(0), 8)
                .request(Tables.HOST, access, Tables.IOVA)
                .request(Tables.GUEST, access, Tables.IOVA));

        assertThat(log.answers.get(0).cause()).isEqualTo(cause);
        assertThat(log.answers.get(1).cause()).isEqualTo(cause);
    }

    @Test
    void shouldReportTheGuestAddressWithAGuestPageFaultOnly() {
        WalkLog log = WalkBench.small().run(1, s -> s.store(Tables.leafAddress(0), 0)
                .request(Tables.GUEST, Access.READ, Tables.IOVA + 0x124)
                .request(Tables.HOST, Access.READ, Tables.IOVA + 0x124)
                .request(Tables.NESTED, Access.WRITE, Tables.IOVA + 0x124));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 21");
        assertThat(log.answers.get(0).iotval2()).isEqualTo(Tables.IOVA);
        assertThat(log.answers.get(1).outcome()).isEqualTo("cause 13");
        assertThat(log.answers.get(1).iotval2()).isZero();
        assertThat(log.answers.get(2).outcome()).isEqualTo("cause 23");
        assertThat(log.answers.get(2).iotval2()).isEqualTo(0x40000000L);
    }

    @Test
    void shouldMarkAGuestPageFaultOfATableAsImplicit() {
        WalkLog log = WalkBench.small().run(1, s -> s.store(0x80305000L + 8 * 0x110, 0)
                .request(Tables.NESTED, Access.WRITE, Tables.IOVA + 0x5000));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 23");
        assertThat(log.answers.get(0).iotval2()).isEqualTo(0x10110000L + 5 * 8 | 1);
    }

    @Test
    void shouldReportCorruptTablesByTheTableTheyAreIn() {
        WalkLog log = WalkBench.rich().run(1, (s, t) -> s.corrupt(t.contextAddress(9), 8)
                .corrupt(Tables.leafAddress(1), 8)
                .request(9, Access.READ, Tables.IOVA)
                .request(Tables.HOST, Access.READ, Tables.IOVA + 0x1000));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 268");
        assertThat(log.answers.get(1).outcome()).isEqualTo("cause 274");
    }

    @Test
    void shouldMergeIdenticalRequestsAndNoOthers() {
        WalkLog log = WalkBench.rich().run(40, s -> s.request(Tables.GUEST, Access.READ, Tables.IOVA)
                .request(Tables.GUEST, Access.READ, Tables.IOVA + 0x800)
                .request(Tables.GUEST, Access.WRITE, Tables.IOVA)
                .request(Tables.HOST, Access.READ, Tables.IOVA)
                .request(Tables.GUEST, Access.READ, Tables.IOVA + 0x1000));

        assertThat(log.accepted.get(1).slot()).isEqualTo(log.accepted.get(0).slot());
        assertThat(IntStream.of(0, 2, 3, 4).mapToObj(i -> log.accepted.get(i).slot()))
                .doesNotHaveDuplicates();
        assertThat(log.answers).hasSize(5);
    }

    @Test
    void shouldOverlapWalksUpToTheirNumber() {
        int latency = 60;
        WalkLog log = WalkBench.rich().run(latency, s -> {
            s.request(Tables.GUEST, Access.READ, Tables.IOVA).await();
            for (int i = 1; i <= 4; i++) {
                s.request(Tables.GUEST, Access.READ, Tables.IOVA + 0x1000L * i);
            }
        });

        long all = log.answers.get(4).cycle() - log.accepted.get(1).cycle();
        assertThat(all).isLessThan(2L * latency);
    }

    @Test
    void shouldNotKeepEntriesThatAreNotValid() {
        WalkLog log = WalkBench.small().run(1, (s, t) -> {
            s.request(9, Access.READ, Tables.IOVA).await();
            t.context(9, 1, 0, 0, 0);
            s.store(Tables.leafAddress(0), 0)
                    .request(Tables.HOST, Access.READ, Tables.IOVA)
                    .await()
                    .store(Tables.leafAddress(0), Tables.entry(0x777, Tables.FULL))
                    .request(Tables.HOST, Access.READ, Tables.IOVA)
                    .request(9, Access.READ, Tables.IOVA);
        });

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 258");
        assertThat(log.answers.get(1).outcome()).isEqualTo("cause 13");
        assertThat(log.answers.get(2).outcome()).isEqualTo("page 777");
        assertThat(log.answers.get(3).outcome()).isEqualTo("page 40000");
    }

    @Test
    void shouldForgetADeviceContextOnlyForTheDeviceNamed() {
        WalkLog log = WalkBench.small().run(1, (s, t) -> {
            s.request(Tables.HOST, Access.READ, Tables.IOVA).request(Tables.GUEST, Access.READ, Tables.IOVA);
            s.await().store(t.contextAddress(Tables.HOST), 0).store(t.contextAddress(Tables.GUEST), 0);
            s.invalidateDirectory(InvalidationKind.DDT, Tables.HOST, 0);
            s.request(Tables.HOST, Access.READ, Tables.IOVA).request(Tables.GUEST, Access.READ, Tables.IOVA);
        });

        assertThat(log.answers.get(2).outcome()).isEqualTo("cause 258");
        assertThat(log.answers.get(3).outcome()).isEqualTo("page 90000");
    }

    @Test
    void shouldAnswerATablePointerBeyondThePhysicalAddressesWithoutReadingIt() {
        WalkLog log = WalkBench.rich().run(1, (s, t) -> {
            t.context(5, 1, 8L << 60 | 1L << 38, 0, 0);
            s.request(5, Access.READ, Tables.IOVA);
        });

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 5");
        assertThat(log.reads).noneMatch(r -> r.address() >>> 46 != 0);
    }

    @Test
    void shouldEndAWalkThroughATableThatPointsToItself() {
        WalkLog log = WalkBench.small().run(1, s -> s.store(0x80101000L, Tables.entry(0x80101, 1))
                .request(Tables.HOST, Access.READ, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 13");
        assertThat(log.answers.get(0).reads()).isEqualTo(4);
    }

    @Test
    void shouldStartCleanlyAfterAResetInTheMiddleOfAWalk() {
        for (int offset = 0; offset < 40; offset++) {
            int cycles = offset;
            WalkLog log = WalkBench.small().run(5, s -> s.request(Tables.NESTED, Access.READ, Tables.IOVA)
                    .pass(cycles)
                    .reset()
                    .request(Tables.NESTED, Access.READ, Tables.IOVA + 0x2000));

            assertThat(log.answers).doesNotContainKey(0);
            assertThat(log.answers.get(1).page()).isEqualTo(FIRST_PAGE + 2);
        }
    }
}
