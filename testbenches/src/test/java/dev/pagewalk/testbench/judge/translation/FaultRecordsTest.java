package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DECERR;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.FAULTS;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.IOVA;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.LEAF;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.READ_GUEST_PAGE_FAULT;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.leaf;

import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class FaultRecordsTest {
    private static final String SURPLUS = "every fault record belongs to a request that was refused for its cause";
    private static final String LOST = "a fault record is lost only when the queue is off, full or in error";
    private static final String FULL = "no fault record is written into a full queue";
    private static final long UNMAPPED = 0x9000;
    private static final int MESSAGE_FAULT = 273;
    private static final int MESSAGES = 768;
    private static final long ENABLE = 1L << 32;
    private static final long OVERFLOW = 1L << 41;

    private HandMadeIommu iommu = new HandMadeIommu();

    @Test
    void shouldAcceptOneRecordForEachOfIdenticalRequests() {
        asks(2).refused(2);
        records(0, 2);
        iommu.accepts();
    }

    @Test
    void shouldReportSecondRecordOfOneRequest() {
        asks(1).refused(1);
        records(0, 2);
        iommu.reports(SURPLUS);
    }

    @Test
    void shouldReportRecordTooManyAmongIdenticalRequests() {
        asks(2).refused(1);
        records(0, 2).refused(1);
        records(2, 1);
        iommu.reports(SURPLUS);
    }

    @Test
    void shouldReportSecondRecordOfARequestThatWasAnsweredLongAgo() {
        asks(1).refused(1);
        records(0, 1);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        records(1, 1);
        iommu.reports(SURPLUS);
    }

    @Test
    void shouldReportRecordLessThanIdenticalRequests() {
        asks(2).refused(2);
        records(0, 1);
        iommu.reports(LOST);
    }

    @Test
    void shouldAcceptRecordOfIdenticalFaultsThatOverlapWhereHardwareMerges() {
        iommu = new HandMadeIommu(Liberties.ALL);
        asks(2).refused(2);
        records(0, 1);
        iommu.accepts();
    }

    @Test
    void shouldAcceptFaultMergedIntoTheRecordThatIsStillUnderWay() {
        iommu = new HandMadeIommu(Liberties.ALL);
        asks(1).refused(1);
        asks(1).refused(1);
        records(0, 1);
        iommu.accepts();
    }

    @Test
    void shouldReportMissingRecordOfAFaultAfterTheRecordOfAnother() {
        iommu = new HandMadeIommu(Liberties.ALL);
        asks(1).refused(1);
        records(0, 1);
        asks(1).refused(1);
        iommu.reports(LOST);
    }

    @Test
    void shouldReportRecordTooManyAlsoWhereHardwareMerges() {
        iommu = new HandMadeIommu(Liberties.ALL);
        asks(2).refused(2);
        records(0, 3);
        iommu.reports(SURPLUS);
    }

    @Test
    void shouldGiveARecordWithoutPageOffsetToTheRequestThatHasNoOther() {
        iommu.asksToRead(UNMAPPED + 8).asksToRead(UNMAPPED).readIsRefused(DECERR);
        iommu.readIsRefused(DECERR);
        iommu.faultRecord(0, READ_GUEST_PAGE_FAULT, UNMAPPED, UNMAPPED);
        iommu.faultRecord(1, READ_GUEST_PAGE_FAULT, UNMAPPED, UNMAPPED);
        iommu.accepts();

        iommu = new HandMadeIommu();
        iommu.asksToRead(UNMAPPED).asksToRead(UNMAPPED + 8).readIsRefused(DECERR);
        iommu.readIsRefused(DECERR);
        iommu.faultRecord(0, READ_GUEST_PAGE_FAULT, UNMAPPED + 8, UNMAPPED);
        iommu.faultRecord(1, READ_GUEST_PAGE_FAULT, UNMAPPED + 8, UNMAPPED);
        iommu.reports(SURPLUS);
    }

    @Test
    void shouldDemandARecordForARefusalWhosePossibleCausesAllLeaveOne() {
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.store(LEAF, leaf(PAGE) & ~1).asksToRead(IOVA);
        iommu.readIsRefused(DECERR);
        iommu.reports(LOST);
    }

    @Test
    void shouldReportRecordInFullQueue() {
        for (int slot = 0; slot < 3; slot++) {
            asks(1).refused(1);
            records(slot, 1);
        }
        asks(1).refused(1);
        records(3, 1);
        iommu.reports(FULL);
    }

    @Test
    void shouldAcceptRecordAfterSoftwareHasMadeRoom() {
        for (int slot = 0; slot < 3; slot++) {
            asks(1).refused(1);
            records(slot, 1);
        }
        iommu.register(48, 2, 0x0f);
        asks(1).refused(1);
        records(3, 1);
        iommu.accepts();
    }

    @Test
    void shouldExcuseRecordBehindTheOneThatFilledTheQueueBeforeSoftwareMadeRoom() {
        asks(2).refused(2);
        records(0, 2);
        asks(2).refused(2);
        iommu.register(48, 2, 0x0f).register(72, ENABLE | OVERFLOW, 0xf0);
        records(2, 1);
        iommu.accepts();
    }

    @Test
    void shouldDemandRecordsOfRequestsAfterSoftwareMadeRoom() {
        asks(2).refused(2);
        records(0, 2);
        asks(1).refused(1);
        iommu.register(48, 2, 0x0f).register(72, ENABLE | OVERFLOW, 0xf0);
        asks(1).refused(1);
        records(2, 1);
        iommu.reports(LOST);
    }

    @Test
    void shouldDemandRecordBehindOneThatDidNotFillTheQueue() {
        asks(1).refused(1);
        records(0, 1);
        asks(2).refused(2);
        iommu.register(48, 1, 0x0f).register(72, ENABLE | OVERFLOW, 0xf0);
        records(1, 1);
        iommu.reports(LOST);
    }

    @Test
    void shouldExcuseRecordUnderWayWhenTheQueueIsSwitchedOff() {
        asks(1).refused(1);
        iommu.register(72, 0, 0xf0);
        iommu.accepts();
    }

    @Test
    void shouldReportRecordMissingLongBeforeTheQueueIsSwitchedOff() {
        asks(1).refused(1);
        iommu.wait(10_000).register(72, 0, 0xf0);
        iommu.reports(LOST);
    }

    @Test
    void shouldDemandRecordsAgainAfterTheQueueIsSwitchedOn() {
        iommu.register(72, 0, 0xf0);
        asks(1).refused(1);
        iommu.register(72, ENABLE, 0xf0);
        asks(1).refused(1);
        iommu.reports(LOST);
    }

    @Test
    void shouldAcceptOneRecordForAnInterruptMessageThatFailed() {
        messageFails();
        iommu.messageRecord(0, MESSAGE_FAULT, UNMAPPED);
        iommu.accepts();
    }

    @Test
    void shouldReportSecondRecordOrNoneForAnInterruptMessageThatFailed() {
        messageFails();
        iommu.reports(LOST);

        iommu = new HandMadeIommu();
        messageFails();
        iommu.messageRecord(0, MESSAGE_FAULT, UNMAPPED).messageRecord(1, MESSAGE_FAULT, UNMAPPED);
        iommu.reports(SURPLUS);
    }

    @Test
    void shouldReportRecordWithReservedBits() {
        asks(1).refused(1);
        iommu.walkerWrites(FAULTS, READ_GUEST_PAGE_FAULT | 2L << 34 | (long) HandMadeIommu.DEVICE << 40);
        iommu.walkerWrites(FAULTS + 8, 1L << 40);
        iommu.walkerWrites(FAULTS + 16, UNMAPPED).walkerWrites(FAULTS + 24, UNMAPPED);
        iommu.reports(SURPLUS);
    }

    private void messageFails() {
        iommu.register(MESSAGES, UNMAPPED, 0xff).register(MESSAGES + 8, 5, 0xff);
        iommu.judge.onEvent(HandMadeEvent.write(iommu.pins.cycle(), MemoryPort.PTW, UNMAPPED, 5)
                .withStrobe(0x0f)
                .failed());
        iommu.wait(1);
    }

    private FaultRecordsTest asks(int requests) {
        for (int i = 0; i < requests; i++) {
            iommu.asksToRead(UNMAPPED);
        }
        return this;
    }

    private FaultRecordsTest refused(int requests) {
        for (int i = 0; i < requests; i++) {
            iommu.readIsRefused(DECERR);
        }
        return this;
    }

    private FaultRecordsTest records(int slot, int count) {
        for (int i = 0; i < count; i++) {
            iommu.faultRecord(slot + i, READ_GUEST_PAGE_FAULT, UNMAPPED, UNMAPPED);
        }
        return this;
    }
}
