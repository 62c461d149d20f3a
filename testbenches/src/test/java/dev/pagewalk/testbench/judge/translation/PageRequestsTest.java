package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DEVICE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DIRECTORY;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.FAULTS;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.IOVA;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.LEAVES;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.OTHER_PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.leaf;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.pointer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What page requests leave behind for others and find of others. */
@Tag("smoke")
class PageRequestsTest {
    private static final String RESPONSE =
            "every page group response is that of a command, or of a request that the queue did not take";
    private static final String PERMITTED = "a page request enters the queue only if its device may make it";
    private static final String ENDS = "every page request is recorded or answered, unless it may vanish";
    private static final String READS =
            "the walker port reads only what a walk of a request in flight, or the command queue, asks for";
    private static final String LEAVES_AS_PERMITTED = "a request leaves only as the tables permit";

    private static final long ATS = 1 << 25;
    private static final int VALID = 1;
    private static final int EN_ATS = 2;
    private static final int EN_PRI = 4;
    private static final int NEIGHBOUR = DEVICE + 1;
    private static final long QUEUE = 0x6_0000;
    private static final long TOP = 0x2000;
    private static final long OTHER_DIRECTORY = 0x3000;
    private static final long PAGE_TYPE = 1L << 47;
    private static final long TRANSLATION = 3L << 52;
    private static final int DISALLOWED = 260;
    private static final long GROUP = 5 << 3;
    /** R and W of group 5. */
    private static final long NOT_LAST = 0x9000 | GROUP | 3;
    /** R, W and L of group 5. */
    private static final long LAST = NOT_LAST | 4;

    private static final long INVALID_REQUEST = 1L << 44 | 5L << 32;

    private HandMadeIommu iommu = new HandMadeIommu(ATS, EN_ATS, Liberties.NONE);

    @Test
    void shouldAcceptARefusalByTheContextThatAVanishedRequestHasLeftBehind() {
        vanishes(DEVICE);
        iommu.store(iommu.context(), VALID | EN_ATS | EN_PRI);
        isCalledInvalid(DEVICE, 1);
        iommu.accepts();
    }

    @Test
    void shouldReportThatRefusalOnceTheContextIsInvalidated() {
        vanishes(DEVICE);
        iommu.store(iommu.context(), VALID | EN_ATS | EN_PRI);
        invalidateContexts();
        isCalledInvalid(DEVICE, 1);
        iommu.reports(RESPONSE);
    }

    @Test
    void shouldReportThatRefusalWhereNobodyHasReadTheContext() {
        iommu.store(iommu.context(), VALID | EN_ATS | EN_PRI);
        isCalledInvalid(DEVICE, 0);
        iommu.reports(RESPONSE);
    }

    @Test
    void shouldAcceptARecordByTheContextThatALostRequestHasLeftBehind() {
        iommu = new HandMadeIommu(ATS, EN_ATS | EN_PRI, Liberties.NONE);
        iommu.receives(PAGE_TYPE | DEVICE, NOT_LAST);
        readsContext(DIRECTORY, DEVICE);
        iommu.store(iommu.context(), VALID | EN_ATS);
        isRecorded(DEVICE);
        iommu.accepts();

        iommu = new HandMadeIommu(ATS, EN_ATS | EN_PRI, Liberties.NONE);
        iommu.store(iommu.context(), VALID | EN_ATS);
        isRecorded(DEVICE);
        iommu.reports(PERMITTED);
    }

    @Test
    void shouldLetARequestVanishByTheContextThatATranslationInFlightHasLeftBehind() {
        queueOn();
        iommu.receives(TRANSLATION | DEVICE, IOVA);
        readsContext(DIRECTORY, DEVICE);
        iommu.store(iommu.context(), VALID | EN_ATS | EN_PRI);
        iommu.receives(PAGE_TYPE | DEVICE, NOT_LAST);
        iommu.faultRecord(FAULTS, DISALLOWED | 9L << 34 | (long) DEVICE << 40, 4, 0);
        iommu.accepts();

        iommu = new HandMadeIommu(ATS, EN_ATS, Liberties.NONE);
        queueOn();
        iommu.store(iommu.context(), VALID | EN_ATS | EN_PRI);
        iommu.receives(PAGE_TYPE | DEVICE, NOT_LAST);
        iommu.faultRecord(FAULTS, DISALLOWED | 9L << 34 | (long) DEVICE << 40, 4, 0);
        iommu.reports(ENDS);
    }

    @Test
    void shouldAcceptARefusalByAContextThatAPointerOfARequestInFlightLedTo() {
        iommu.poke(DIRECTORY + NEIGHBOUR * 32L, VALID | EN_ATS);
        twoLevels();
        iommu.asksToRead(IOVA).walkerReads(TOP, pointer(DIRECTORY));
        iommu.store(TOP, pointer(OTHER_DIRECTORY));
        isCalledInvalid(NEIGHBOUR, 0);
        iommu.readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldExplainReadsOfARequestThatIsOverThroughAPointerOfOneInFlight() {
        iommu.poke(DIRECTORY + NEIGHBOUR * 32L, VALID | EN_ATS);
        iommu.poke(OTHER_DIRECTORY + NEIGHBOUR * 32L, VALID | EN_ATS);
        twoLevels();
        iommu.asksToRead(IOVA).walkerReads(TOP, pointer(DIRECTORY));
        iommu.store(TOP, pointer(OTHER_DIRECTORY));
        isCalledInvalid(NEIGHBOUR, 0);
        iommu.readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportReadsOfADirectoryThatNoPointerLedTo() {
        twoLevels();
        iommu.store(TOP, pointer(OTHER_DIRECTORY));
        vanishes(NEIGHBOUR);
        iommu.reports(READS);
    }

    @Test
    void shouldReportAPageThatAPageRequestCannotHaveLeftBehind() {
        iommu.poke(LEAVES, leaf(PAGE));
        vanishes(DEVICE);
        iommu.store(LEAVES, leaf(OTHER_PAGE)).asksToRead(0).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    /** A request that is refused and has nothing to wait for. */
    private void vanishes(int device) {
        iommu.receives(PAGE_TYPE | device, NOT_LAST);
        readsContext(DIRECTORY, device);
        iommu.faultRecord(FAULTS, DISALLOWED | 9L << 34 | (long) device << 40, 4, 0);
    }

    private void isCalledInvalid(int device, int slot) {
        queueOn();
        iommu.receives(PAGE_TYPE | device, LAST);
        readsContext(DIRECTORY, device);
        iommu.faultRecord(FAULTS + slot * 32L, DISALLOWED | 9L << 34 | (long) device << 40, 4, 0);
        iommu.sends(PAGE_TYPE | device, INVALID_REQUEST);
    }

    private void isRecorded(int device) {
        queueOn();
        iommu.receives(PAGE_TYPE | device, LAST);
        iommu.walkerWrites(QUEUE, (long) device << 40).walkerWrites(QUEUE + 8, LAST);
    }

    private void readsContext(long directory, int device) {
        for (int word = 0; word < 4; word++) {
            iommu.walkerReads(directory + device * 32L + word * 8L, 0);
        }
    }

    /** IODIR.INVAL_DDT of all devices, and its fence. */
    private void invalidateContexts() {
        iommu.command(0, 3, 0).fence(1).headRead(2);
    }

    private void queueOn() {
        iommu.register(56, QUEUE >>> 2 | 1, 0xff).register(80, 1, 0x0f);
    }

    private void twoLevels() {
        iommu.poke(TOP, pointer(DIRECTORY)).register(16, 0, 0xff).readRegister(16, 0);
        iommu.register(16, TOP >>> 2 | 3, 0xff).readRegister(16, TOP >>> 2 | 3);
    }
}
