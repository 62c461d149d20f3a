package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DECERR;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.IOVA;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.LEAF;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.LEAVES;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.MIDDLE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.NO_FLAGS_SET;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.OTHER_PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.ROOT;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.leaf;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.pointer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What hardware may read before anybody asks for it, and what it must not do then [IOMMU §12]. */
@Tag("smoke")
class PrefetchTest {
    private static final int ACCESSED = 0x40;
    private static final String READS =
            "the walker port reads only what a walk of a request in flight, or the command queue, asks for";
    private static final String WRITES =
            "the walker port writes only records, fence data, messages, and A or D of entries that grant a request";

    private HandMadeIommu iommu = new HandMadeIommu(Liberties.ALL);

    @Test
    void shouldAcceptReadOfATableThatNobodyAskedFor() {
        iommu.walkerReads(iommu.context(), 1)
                .walkerReads(iommu.context() + 8, iommu.guestRoot())
                .walkerReads(ROOT, pointer(MIDDLE))
                .walkerReads(MIDDLE, pointer(LEAVES));
        iommu.accepts();
    }

    @Test
    void shouldReportReadOfATableThatNobodyAskedForWhereNothingIsPrefetched() {
        iommu = new HandMadeIommu(Liberties.NONE);
        iommu.walkerReads(ROOT, pointer(MIDDLE));
        iommu.reports(READS);
    }

    @Test
    void shouldReportReadOfWhatIsNoTable() {
        iommu.walkerReads(0x9_9000, 0);
        iommu.reports(READS);
    }

    @Test
    void shouldAcceptOldPageThatMayHaveBeenPrefetched() {
        iommu.store(LEAF, leaf(OTHER_PAGE));
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportOldPageThatWasPrefetchedBeforeAnInvalidation() {
        iommu.store(LEAF, leaf(OTHER_PAGE)).invalidatesEverything(0).fence(1).headRead(2);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports("a request leaves only as the tables permit");
    }

    @Test
    void shouldReportInvalidEntryThatAPrefetchKept() {
        iommu.store(LEAF, 0).store(LEAF, leaf(PAGE));
        iommu.asksToRead(IOVA).readIsRefused(DECERR);
        iommu.reports("a request is refused only where the tables permit it");
    }

    @Test
    void shouldReportAccessedBitThatAPrefetchSets() {
        long updates = 1 << 24;
        iommu = new HandMadeIommu(updates, 1 << 7, Liberties.ALL);
        long clean = PAGE >>> 2 | NO_FLAGS_SET;
        iommu.poke(LEAF, clean).walkerWrites(LEAF, clean | ACCESSED);
        iommu.reports(WRITES);
    }
}
