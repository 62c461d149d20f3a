package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.hdl.rtl.walk.bench.Tables;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript.Access;
import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

/** A and D bits, set by compare-and-swap. [IOMMU §3.3 step 17, Priv §12.3.2 step 9] */
class WalkUpdateTest {
    private static final long CLEAN = Tables.FULL & ~(PageTableEntry.A.mask() | PageTableEntry.D.mask());
    private static final long FLAGS_UPDATE = 1 | 1 << 8 | 1 << 7;
    private static final int DEVICE = 6;
    /** The second-stage entry that maps the first-stage leaf table of the nested device. */
    private static final long GUEST_PAGE = 0x80305000L + 8 * 0x110;

    @Test
    void shouldSetAccessedOnAReadAndDirtyOnAWrite() {
        WalkLog log = run(0, s -> s.request(DEVICE, Access.READ, Tables.IOVA)
                .await()
                .request(DEVICE, Access.WRITE, Tables.IOVA + 0x1000));

        assertThat(log.values.get(Tables.leafAddress(0)) & 0xff).isEqualTo(CLEAN | PageTableEntry.A.mask());
        assertThat(log.values.get(Tables.leafAddress(1)) & 0xff).isEqualTo(Tables.FULL);
        assertThat(log.answers.get(0).writable()).isFalse();
        assertThat(log.answers.get(1).writable()).isTrue();
    }

    @Test
    void shouldNotTouchAnEntryThatDoesNotPermitTheAccess() {
        WalkLog log = run(0, s -> s.store(Tables.leafAddress(0), Tables.entry(1, CLEAN & ~PageTableEntry.W.mask()))
                .request(DEVICE, Access.WRITE, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 15");
        assertThat(log.values).isEmpty();
    }

    @Test
    void shouldTryAgainWhenAnotherWriterWinsAndGoOnWithItsEntry() {
        for (int offset = 0; offset < 40; offset++) {
            int cycles = offset;
            WalkLog log = run(0, s -> s.request(DEVICE, Access.WRITE, Tables.IOVA)
                    .pass(cycles)
                    .store(Tables.leafAddress(0), Tables.entry(0x999, CLEAN)));
            boolean late = log.answers.get(0).outcome().equals("page 90000");

            assertThat(log.answers.get(0).outcome()).isIn("page 90000", "page 999");
            if (!late) {
                assertThat(log.values.get(Tables.leafAddress(0))).isEqualTo(Tables.entry(0x999, Tables.FULL));
            }
        }
    }

    @Test
    void shouldReportAnInterconnectThatKnowsNoExclusivesAndWriteNothing() {
        WalkLog log = run(0, s -> s.withoutExclusives().request(DEVICE, Access.WRITE, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 7");
        assertThat(log.answers.get(0).dropRecord()).isFalse();
        assertThat(log.writes).isEmpty();
    }

    @Test
    void shouldSetAccessedAndDirtyInOneWrite() {
        WalkLog log = run(0, s -> s.request(DEVICE, Access.WRITE, Tables.IOVA));

        assertThat(log.writes).hasSize(1);
        assertThat(log.values.get(Tables.leafAddress(0)) & 0xff).isEqualTo(Tables.FULL);
    }

    @Test
    void shouldWriteNothingWhenALaterCheckFaults() {
        WalkLog log = nested(s -> s.store(Tables.nestedLeafAddress(0), Tables.entry(0x77777, CLEAN))
                .store(GUEST_PAGE, Tables.entry(0x80510, CLEAN))
                .request(Tables.NESTED, Access.WRITE, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 23");
        assertThat(log.answers.get(0).iotval2()).isEqualTo(0x77777000L);
        assertThat(log.writes).isEmpty();
    }

    @Test
    void shouldReportAnUpdateThatTheSecondStageForbidsBeforeTheFinalAddress() {
        WalkLog log = nested(s -> s.store(Tables.nestedLeafAddress(0), Tables.entry(0x77777, CLEAN))
                .store(GUEST_PAGE, Tables.entry(0x80510, CLEAN & ~PageTableEntry.W.mask()))
                .request(Tables.NESTED, Access.READ, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 21");
        assertThat(log.answers.get(0).iotval2()).isEqualTo(0x10110003L);
        assertThat(log.writes).isEmpty();
    }

    @Test
    void shouldNotSetDirtyInTheEntryOfATableThatIsOnlyRead() {
        WalkLog log = nested(s ->
                s.store(GUEST_PAGE, Tables.entry(0x80510, CLEAN)).request(Tables.NESTED, Access.READ, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("page 90000");
        assertThat(log.values).containsOnlyKeys(GUEST_PAGE);
        assertThat(log.values.get(GUEST_PAGE)).isEqualTo(Tables.entry(0x80510, CLEAN | PageTableEntry.A.mask()));
    }

    @Test
    void shouldGiveUpAfterABoundedNumberOfLosses() {
        WalkLog log = run(100, s -> s.request(DEVICE, Access.WRITE, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("cause 7");
        assertThat(log.writes).hasSize(5);
        assertThat(log.values).isEmpty();
    }

    @Test
    void shouldSetBothBitsOfTheSecondStageWhenAFirstStageEntryIsWritten() {
        WalkLog log = nested(s -> s.store(Tables.nestedLeafAddress(0), Tables.entry(0x40000, CLEAN))
                .store(GUEST_PAGE, Tables.entry(0x80510, CLEAN))
                .request(Tables.NESTED, Access.READ, Tables.IOVA));

        assertThat(log.answers.get(0).outcome()).isEqualTo("page 90000");
        assertThat(log.values.get(GUEST_PAGE)).isEqualTo(Tables.entry(0x80510, Tables.FULL));
        assertThat(log.values.get(Tables.nestedLeafAddress(0)))
                .isEqualTo(Tables.entry(0x40000, CLEAN | PageTableEntry.A.mask()));
    }

    @Test
    void shouldSetABitBehindACachedPointer() {
        WalkLog log = nested(s -> s.store(Tables.nestedLeafAddress(1), Tables.entry(0x40001, CLEAN))
                .request(Tables.NESTED, Access.READ, Tables.IOVA)
                .await()
                .request(Tables.NESTED, Access.READ, Tables.IOVA + 0x1000));

        assertThat(log.answers.get(1).outcome()).isEqualTo("page 90001");
        assertThat(log.values).containsOnlyKeys(Tables.nestedLeafAddress(1));
    }

    @Test
    void shouldAnswerSinglePagesOfANapotGroupThatHardwareUpdates() {
        WalkLog log = run(0, s -> s.store(Tables.leafAddress(0), Tables.entry(0x999008, Tables.FULL) | 1L << 63)
                .request(DEVICE, Access.READ, Tables.IOVA)
                .request(Tables.HOST, Access.READ, Tables.IOVA));

        assertThat(log.answers.get(0).sizeLog2()).isEqualTo(12);
        assertThat(log.answers.get(1).sizeLog2()).isEqualTo(16);
    }

    private static WalkLog nested(Consumer<WalkScript> body) {
        return WalkBench.rich().run(2, (s, t) -> {
            t.context(Tables.NESTED, FLAGS_UPDATE, 8L << 60 | 2L << 44 | 0x80300, 2L << 12, 8L << 60 | 0x10100);
            body.accept(s);
        });
    }

    private static WalkLog run(int losing, Consumer<WalkScript> body) {
        return WalkBench.rich().run(2, (s, t) -> {
            t.context(DEVICE, FLAGS_UPDATE, 0, 3L << 12, 8L << 60 | 0x80100);
            s.timing(46, 2, false, losing);
            for (int i = 0; i < 2; i++) {
                s.store(Tables.leafAddress(i), Tables.entry(Tables.PAGE + i, CLEAN));
            }
            body.accept(s);
        });
    }
}
