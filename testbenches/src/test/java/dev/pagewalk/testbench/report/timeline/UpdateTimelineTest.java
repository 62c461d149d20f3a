package dev.pagewalk.testbench.report.timeline;

import static dev.pagewalk.testbench.report.timeline.HandMadeWindow.EXOKAY;
import static dev.pagewalk.testbench.report.timeline.HandMadeWindow.OKAY;
import static dev.pagewalk.testbench.report.timeline.HandMadeWindow.SLVERR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

/** Updates of A and D by the walker. */
@Tag("smoke")
class UpdateTimelineTest {
    private static final int DEVICE = 9;
    private static final int WALK = 4;
    private static final long IOVA = 0x7000;
    private static final long PAGE = 0x5_2000;
    private static final long TABLE = 0x1_5000;
    private static final long LEAF = TABLE + 7 * 8;
    private static final long CLEAN = PAGE >>> 2 | 0x17;
    private static final int A = 0x40;
    private static final int D = 0x80;
    private static final long TAG = 1L << 52;

    private HandMadeWindow window;

    @BeforeEach
    void begin() {
        window = new HandMadeWindow();
    }

    /** A directory, and a second stage whose root and table below it lead to the leaf table. */
    private void namedTables(boolean bigEndian) {
        window.register(8, bigEndian ? 1 : 0).register(16, 0x3000 >>> 2 | 2);
        long[] context = {1 | (bigEndian ? 1 << 10 : 0), 8L << 60 | 0x1_0000 >>> 12, 0, 0};
        window.readsContext(
                WALK,
                0x3000,
                LongStream.of(context).map(word -> order(word, bigEndian)).toArray());
        window.reads(WALK, 0x1_0000, 3, false, order(0x1_4000 >>> 2 | 1, bigEndian));
        window.reads(WALK, 0x1_4000, 3, false, order(TABLE >>> 2 | 1, bigEndian));
    }

    private static long order(long word, boolean bigEndian) {
        return bigEndian ? Long.reverseBytes(word) : word;
    }

    private List<String> walk() {
        return window.lines().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("walk"))
                .toList();
    }

    @Test
    void shouldShowTheUpdateOfALeafInTheBlockOfItsRequest() {
        window.deviceReads(IOVA, DEVICE).reads(WALK, LEAF, 3, false, CLEAN);
        window.reads(WALK, LEAF, 3, true, CLEAN).writes(WALK, LEAF, 3, CLEAN | A | D, EXOKAY);
        window.retires(0, DEVICE, IOVA, PAGE).deviceIsAnswered();

        assertThat(window.lines())
                .containsExactly(
                        "DMA read   device 9 id 0, 1 beat of 8 bytes at 0x7000",
                        "    walk 4  read  0x15038  table entry",
                        "    walk 4  read  0x15038  table entry, exclusive",
                        "    walk 4  write 0x15038  table entry: sets A and D, exclusive",
                        "  translated to 0x52000, by walk",
                        "  answered   OKAY after 8 cycles");
    }

    @Test
    void shouldShowAnUpdateThatIsLostAndMadeAgain() {
        window.deviceReads(IOVA, DEVICE).reads(WALK, LEAF, 3, true, CLEAN).writes(WALK, LEAF, 3, CLEAN | A, OKAY);
        window.reads(WALK, LEAF, 3, true, CLEAN | A).writes(WALK, LEAF, 3, CLEAN | A | D, EXOKAY);
        window.retires(0, DEVICE, IOVA, PAGE);

        assertThat(walk())
                .containsExactly(
                        "walk 4  read  0x15038  table entry, exclusive",
                        "walk 4  write 0x15038  table entry: not updated, it has changed, exclusive",
                        "walk 4  read  0x15038  table entry, exclusive",
                        "walk 4  write 0x15038  table entry: sets D, exclusive");
    }

    @Test
    void shouldNameTheEntryAsTheTableHasIt() {
        for (boolean bigEndian : new boolean[] {false, true}) {
            begin();
            namedTables(bigEndian);
            window.reads(WALK, LEAF, 3, true, order(CLEAN, bigEndian));
            window.writes(WALK, LEAF, 3, order(CLEAN | A, bigEndian), EXOKAY);

            assertThat(walk())
                    .last()
                    .isEqualTo("walk 4  write 0x15038  second stage L0: sets A, leaf to 0x52000 RWUA, exclusive");
        }
    }

    @Test
    void shouldShowAnUpdateOfFourBytesByAtomicCompare() {
        long other = 0xffff_ffffL;
        long entry = PAGE >>> 2 | 0x17;
        window.reads(WALK, LEAF + 4, 2, false, entry << 32 | other);
        window.swaps(WALK, LEAF + 4, (entry | A | D) << 32, false);
        window.reads(WALK, LEAF + 4, 2, false, (entry | A) << 32 | other);
        window.swaps(WALK, LEAF + 4, (entry | A | D) << 32, true);

        assertThat(walk())
                .containsExactly(
                        "walk 4  read  0x1503c  table entry",
                        "walk 4  write 0x15038  table entry: not updated, it has changed, AtomicCompare",
                        "walk 4  read  0x1503c  table entry",
                        "walk 4  write 0x15038  table entry: sets D, AtomicCompare");
    }

    @Test
    void shouldShowAnUpdateThatMemoryRefuses() {
        window.reads(WALK, LEAF, 3, true, CLEAN).writes(WALK, LEAF, 3, CLEAN | A, SLVERR);

        assertThat(walk()).last().isEqualTo("walk 4  write 0x15038  table entry: not updated, exclusive, SLVERR");
    }

    @Test
    void shouldNotComeUpWithWhatAnUpdateHasSetWhereItsReadIsNotKnown() {
        window.reads(WALK + 1, LEAF, 3, true, CLEAN).reads(WALK, LEAF + 8, 3, true, CLEAN);
        window.writes(WALK, LEAF, 3, CLEAN | A, EXOKAY);

        assertThat(walk()).last().isEqualTo("walk 4  write 0x15038  table entry: update of A or D, exclusive");
    }

    @Test
    void shouldShowTheWalkOfATranslationRequestUnderIt() {
        window.receives(TAG | DEVICE, IOVA).deviceReads(IOVA, DEVICE);
        window.reads(WALK, LEAF, 3, true, CLEAN).writes(WALK, LEAF, 3, CLEAN | A | D, EXOKAY);
        window.sends(TAG | DEVICE, PAGE | 3).retires(2, DEVICE, IOVA, PAGE);

        assertThat(window.lines())
                .containsExactly(
                        "ATS request   device 9 tag 1, read and write at 0x7000",
                        "    walk 4  read  0x15038  table entry, exclusive",
                        "    walk 4  write 0x15038  table entry: sets A and D, exclusive",
                        "  translated to 0x52000, by walk",
                        "  completed  success, 4 KiB at 0x52000 RW after 6 cycles",
                        "DMA read   device 9 id 0, 1 beat of 8 bytes at 0x7000",
                        "  not answered before the records end");
    }

    @Test
    void shouldShowAccessesThatBelongToNoTranslation() {
        for (int i = 0; i < 300; i++) {
            window.reads(WALK, LEAF, 3, false, 0);
        }

        assertThat(window.lines()).hasSize(300).containsOnly("walk 4  read  0x15038  table entry");
    }
}
