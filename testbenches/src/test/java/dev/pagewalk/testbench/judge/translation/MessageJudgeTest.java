package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DEVICE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.IOVA;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.LEAF;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.OTHER_PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.leaf;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class MessageJudgeTest {
    private static final String SAYS = "a translation completion says what the tables permit";
    private static final String COVERS = "a translation completion covers no more than one translation";
    private static final String ANSWERS = "a translation completion answers a request of a device";
    private static final String RECORD = "every fault record belongs to a request that was refused for its cause";
    private static final String RESPONSE =
            "every page group response is that of a command, or of a request that the queue did not take";
    private static final String PAGE_RECORD = "every page request record is that of one page request";
    private static final String ENDS = "every page request is recorded or answered, unless it may vanish";
    private static final String CARRIED_OUT =
            "every command for a device is carried out before the fence that follows it is complete";
    private static final String AWAITED = "a fence waits for the completions of the invalidation requests before it";

    private static final long ATS = 1 << 25;
    private static final int ENABLED = 2 | 4;
    private static final long TAG = 3L << 52;
    private static final long READ_WRITE = 3;
    private static final long QUEUE = 0x6_0000;
    private static final long PAGE_TYPE = 1L << 47;
    private static final long INVALIDATION = 2L << 47;
    /** R, W, L of group 5. */
    private static final long LAST_OF_GROUP = 0x9000 | 5 << 3 | 7;

    private HandMadeIommu iommu = new HandMadeIommu(ATS, ENABLED, Liberties.NONE);

    @Test
    void shouldAcceptCompletionWithThePageAndItsRights() {
        asksAndGets(PAGE | READ_WRITE);
        iommu.accepts();
    }

    @Test
    void shouldReportCompletionWithAnotherPageOrOtherRights() {
        asksAndGets(OTHER_PAGE | READ_WRITE);
        iommu.reports(SAYS);

        renew();
        asksAndGets(PAGE | 1);
        iommu.reports(SAYS);

        renew();
        iommu.store(LEAF, leaf(PAGE) & ~4);
        asksAndGets(PAGE | READ_WRITE);
        iommu.reports(SAYS);
    }

    @Test
    void shouldReportRangeThatIsLargerThanThePage() {
        asksAndGets(PAGE | 1 << 11 | READ_WRITE);
        iommu.reports(SAYS);
    }

    @Test
    void shouldReportCompletionThatNobodyAskedFor() {
        iommu.sends(TAG | DEVICE, PAGE | READ_WRITE);
        iommu.reports(ANSWERS);
    }

    @Test
    void shouldReportSecondCompletionOfOneRequest() {
        asksAndGets(PAGE | READ_WRITE);
        iommu.sends(TAG | DEVICE, PAGE | READ_WRITE);
        iommu.reports(ANSWERS);
    }

    @Test
    void shouldAcceptDeniedCompletionOfAPageThatIsNotMapped() {
        iommu.receives(TAG | DEVICE, 0x9000).sends(TAG | DEVICE, 0);
        iommu.accepts();
    }

    @Test
    void shouldReportRecordOfADeniedCompletion() {
        iommu.receives(TAG | DEVICE, 0x9000).sends(TAG | DEVICE, 0);
        record(21, 8, 0x9000);
        iommu.reports(RECORD);
    }

    @Test
    void shouldDemandARecordWithItsTypeForACompletionThatFailed() {
        iommu.receives(TAG | 5, IOVA).sends(TAG | 5 | 1L << 60, 0);
        iommu.faultRecord(HandMadeIommu.FAULTS, 258 | 8L << 34 | 5L << 40, IOVA, 0);
        iommu.accepts();

        renew();
        iommu.receives(TAG | 5, IOVA).sends(TAG | 5 | 1L << 60, 0);
        iommu.reports("a fault record is lost only when the queue is off, full or in error");
    }

    @Test
    void shouldLeaveOpenWhatBelongsToATranslationThatIsInFlightAtTheEnd() {
        iommu.receives(TAG | 5, IOVA).walkerReads(HandMadeIommu.DIRECTORY + 5 * 32, 0);
        iommu.faultRecord(HandMadeIommu.FAULTS, 258 | 8L << 34 | 5L << 40, IOVA, 0);
        iommu.accepts();

        renew();
        iommu.walkerReads(HandMadeIommu.DIRECTORY + 5 * 32, 0).receives(TAG | 5, IOVA);
        iommu.reports("the walker port reads only what a walk of a request in flight, or the command queue, asks for");
    }

    @Test
    void shouldReportStaleCompletionAfterAnInvalidationRequest() {
        asksAndGets(PAGE | READ_WRITE);
        iommu.receives(TAG | DEVICE, IOVA);
        iommu.store(LEAF, leaf(OTHER_PAGE)).invalidatesEverything(0).fence(1).headRead(2);
        invalidates(2, 0);
        iommu.sends(TAG | DEVICE, PAGE | READ_WRITE);
        iommu.reports(SAYS);
    }

    @Test
    void shouldAcceptCompletionFromBeforeTheChangeWhileNothingWasInvalidated() {
        asksAndGets(PAGE | READ_WRITE);
        iommu.receives(TAG | DEVICE, IOVA).store(LEAF, leaf(OTHER_PAGE));
        iommu.sends(TAG | DEVICE, PAGE | READ_WRITE);
        iommu.accepts();
    }

    @Test
    void shouldAcceptRangeOfALargePage() {
        asksAndGetsLargePage();
        iommu.accepts();
    }

    @Test
    void shouldReportRangeOverAPageOfAnotherEntry() {
        iommu = new HandMadeIommu(ATS | HandMadeIommu.MSI_FLAT, ENABLED, Liberties.NONE);
        long flat = 1L << 60;
        long table = 0x2_0000;
        long neighbour = IOVA >>> 12 ^ 1;
        iommu.poke(iommu.context() + 32, flat | table >>> 12)
                .poke(iommu.context() + 40, 0)
                .poke(iommu.context() + 48, neighbour)
                .poke(table, OTHER_PAGE >>> 2 | 7);
        asksAndGetsLargePage();
        iommu.reports(COVERS);
    }

    /** A leaf of 2 MiB takes the place of the pointer. */
    private void asksAndGetsLargePage() {
        iommu.store(HandMadeIommu.MIDDLE, leaf(0x20_0000));
        iommu.receives(TAG | DEVICE, IOVA).sends(TAG | DEVICE, 0x2f_f000 | 1 << 11 | READ_WRITE);
    }

    @Test
    void shouldAcceptPageRequestInTheQueue() {
        queueOn();
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        pageRecord(0, LAST_OF_GROUP);
        iommu.accepts();
    }

    @Test
    void shouldExplainAnUpdateOfLongAgoWhileAPageRequestMayStillHaveToVanish() {
        long updates = 1 << 24;
        iommu = new HandMadeIommu(ATS | updates, ENABLED | 1 << 7, Liberties.NONE);
        long clean = PAGE >>> 2 | HandMadeIommu.NO_FLAGS_SET;
        iommu.poke(LEAF, clean).receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP & ~4);
        // the walk is for the first read, but the second is answered before it
        iommu.asks("s_axi_dev_ar", IOVA, DEVICE, 1).walkerWrites(LEAF, clean | 0x40);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.leavesFor("m_axi_mem_ar", PAGE, 0, 1).readIsAnswered(1);
        for (int i = 0; i < 300; i++) {
            iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        }
        iommu.wait(40_000).asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportPageRequestThatIsRecordedTwiceOrOtherwise() {
        queueOn();
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        pageRecord(0, LAST_OF_GROUP);
        pageRecord(1, LAST_OF_GROUP);
        iommu.reports(PAGE_RECORD);

        renew();
        queueOn();
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        pageRecord(0, LAST_OF_GROUP ^ 0x1000);
        iommu.reports(PAGE_RECORD);
    }

    @Test
    void shouldReportPageRequestThatIsNeitherRecordedNorAnswered() {
        queueOn();
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        iommu.reports(ENDS);
    }

    @Test
    void shouldAnswerFailureWhileTheQueueIsOff() {
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        iommu.sends(PAGE_TYPE | DEVICE, 15L << 44 | 5L << 32);
        iommu.accepts();

        renew();
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        iommu.sends(PAGE_TYPE | DEVICE, 5L << 32);
        iommu.reports(RESPONSE);
    }

    @Test
    void shouldReportResponseToARequestThatTheQueueCouldTake() {
        queueOn();
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        iommu.sends(PAGE_TYPE | DEVICE, 15L << 44 | 5L << 32);
        iommu.reports(RESPONSE);
    }

    @Test
    void shouldAnswerInvalidRequestWithItsRecordWhereTheContextForbidsPageRequests() {
        iommu = new HandMadeIommu(ATS, 2, Liberties.NONE);
        queueOn();
        iommu.receives(PAGE_TYPE | DEVICE, LAST_OF_GROUP);
        iommu.sends(PAGE_TYPE | DEVICE, 1L << 44 | 5L << 32);
        record(260, 9, 4);
        iommu.accepts();
    }

    @Test
    void shouldCarryOutResponsesOfSoftwareOnce() {
        long low = 4 | 1 << 7 | (long) DEVICE << 40;
        iommu.command(0, low, 5L << 32).sends(PAGE_TYPE | DEVICE, 5L << 32);
        iommu.accepts();

        renew();
        iommu.command(0, low, 5L << 32).sends(PAGE_TYPE | DEVICE, 5L << 32);
        iommu.sends(PAGE_TYPE | DEVICE, 5L << 32);
        iommu.reports(RESPONSE);

        renew();
        iommu.command(0, low, 5L << 32).fence(1).headRead(2);
        iommu.reports(CARRIED_OUT);
    }

    @Test
    void shouldAcceptFenceAfterTheCompletionOfAnInvalidation() {
        invalidates(0, 0);
        iommu.receives(INVALIDATION | DEVICE, 1L << 32 | 1).fence(1).headRead(2);
        iommu.accepts();
    }

    @Test
    void shouldReportFenceBeforeTheCompletionOfAnInvalidation() {
        invalidates(0, 0);
        iommu.fence(1).headRead(2);
        iommu.reports(AWAITED);

        renew();
        invalidates(0, 0);
        iommu.receives(INVALIDATION | 5, 1L << 32 | 1).fence(1).headRead(2);
        iommu.reports(AWAITED);
    }

    @Test
    void shouldReportFenceThatHidesATimeout() {
        invalidates(0, 0);
        iommu.receives(3L << 47, 1L << 32).fence(1).headRead(2);
        iommu.reports("a fence after a time-out raises cmd_to");

        renew();
        invalidates(0, 0);
        iommu.receives(3L << 47, 1L << 32).fence(1).register(72, 1 | 1 << 9, 0x0f);
        iommu.headRead(2);
        iommu.accepts();
    }

    @Test
    void shouldReportTagThatIsInUse() {
        invalidates(0, 0);
        invalidates(1, 0);
        iommu.reports("an invalidation request takes a free tag");
    }

    private void renew() {
        iommu = new HandMadeIommu(ATS, ENABLED, Liberties.NONE);
    }

    private void asksAndGets(long body) {
        iommu.receives(TAG | DEVICE, IOVA).sends(TAG | DEVICE, body);
    }

    /** Everything of the device. */
    private void invalidates(int index, int tag) {
        long everything = 0x7fff_ffff_ffff_f800L;
        iommu.command(index, 4 | (long) DEVICE << 40, everything);
        iommu.sends(INVALIDATION | DEVICE | (long) tag << 52, everything);
    }

    private void queueOn() {
        iommu.register(56, QUEUE >>> 2 | 1, 0xff).register(80, 1, 0x0f);
    }

    private void pageRecord(int slot, long body) {
        iommu.walkerWrites(QUEUE + slot * 16L, (long) DEVICE << 40).walkerWrites(QUEUE + slot * 16L + 8, body);
    }

    private void record(long cause, long type, long iotval) {
        iommu.faultRecord(HandMadeIommu.FAULTS, cause | type << 34 | (long) DEVICE << 40, iotval, 0);
    }
}
