package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DECERR;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DEVICE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.FAULTS;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.READ_GUEST_PAGE_FAULT;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class RecordQueueWatchTest {
    private static final String UNEXPLAINED =
            "the walker port writes only records, fence data, messages, and A or D of entries that grant a request";
    private static final String AT_THE_TAIL = "page request records are written at the tail of the queue";
    private static final String FAULT_AT_THE_TAIL = "fault records are written at the tail of the queue";
    private static final String FULL = "no page request record is written into a full queue";
    private static final long ATS = 1 << 25;
    private static final int ENABLED = 2 | 4;
    private static final long PAGE_TYPE = 1L << 47;
    private static final long PAGE_REQUEST = 0x9000 | 5 << 3 | 3;
    private static final long UNMAPPED = 0x9000;
    private static final long PAGE_QUEUE = 0x6_0000;

    private HandMadeIommu iommu = new HandMadeIommu(ATS, ENABLED, Liberties.NONE);

    @Test
    void shouldFindThePageRequestQueueAtZeroWhileItsBaseWasNeverWritten() {
        switchPageQueueOn().receives(PAGE_TYPE | DEVICE, PAGE_REQUEST);
        pageRecord(0);
        iommu.accepts();
    }

    @Test
    void shouldGiveAQueueAtZeroTheTwoSlotsThatItHasAfterReset() {
        switchPageQueueOn().receives(PAGE_TYPE | DEVICE, PAGE_REQUEST);
        pageRecord(16);
        iommu.reports(AT_THE_TAIL);

        renew();
        switchPageQueueOn().receives(PAGE_TYPE | DEVICE, PAGE_REQUEST).receives(PAGE_TYPE | DEVICE, PAGE_REQUEST);
        pageRecord(0);
        pageRecord(16);
        iommu.reports(FULL);
    }

    @Test
    void shouldFindTheFaultQueueAtZeroAfterReset() {
        iommu.reset().directory().register(72, 1L << 32, 0xf0);
        iommu.asksToRead(UNMAPPED)
                .faultRecordAt(0, READ_GUEST_PAGE_FAULT, UNMAPPED)
                .readIsRefused(DECERR);
        iommu.accepts();

        renew();
        iommu.reset().directory().register(72, 1L << 32, 0xf0);
        iommu.asksToRead(UNMAPPED)
                .faultRecordAt(32, READ_GUEST_PAGE_FAULT, UNMAPPED)
                .readIsRefused(DECERR);
        iommu.reports(FAULT_AT_THE_TAIL);
    }

    @Test
    void shouldFindAQueueAtZeroWhoseBaseWasWrittenSo() {
        iommu.register(56, 3, 0xff);
        switchPageQueueOn().receives(PAGE_TYPE | DEVICE, PAGE_REQUEST).receives(PAGE_TYPE | DEVICE, PAGE_REQUEST);
        pageRecord(0);
        pageRecord(16);
        iommu.accepts();

        renew();
        iommu.register(56, 0, 0xff);
        switchPageQueueOn().receives(PAGE_TYPE | DEVICE, PAGE_REQUEST);
        pageRecord(0);
        iommu.accepts();
    }

    @Test
    void shouldReportARecordInAQueueThatWasNeverOn() {
        iommu.receives(PAGE_TYPE | DEVICE, PAGE_REQUEST);
        pageRecord(0);
        iommu.reports(UNEXPLAINED);

        renew();
        iommu.register(56, PAGE_QUEUE >>> 2, 0xff).receives(PAGE_TYPE | DEVICE, PAGE_REQUEST);
        pageRecord(PAGE_QUEUE);
        iommu.reports(UNEXPLAINED);

        renew();
        iommu.reset().directory().register(40, FAULTS >>> 2, 0xff);
        iommu.asksToRead(UNMAPPED)
                .faultRecordAt(FAULTS, READ_GUEST_PAGE_FAULT, UNMAPPED)
                .readIsRefused(DECERR);
        iommu.reports(UNEXPLAINED);
    }

    @Test
    void shouldTakeARecordThatWasUnderWayWhenTheQueueWasSwitchedOff() {
        switchPageQueueOn().receives(PAGE_TYPE | DEVICE, PAGE_REQUEST).register(80, 0, 0x0f);
        pageRecord(0);
        iommu.accepts();
    }

    private void renew() {
        iommu = new HandMadeIommu(ATS, ENABLED, Liberties.NONE);
    }

    private HandMadeIommu switchPageQueueOn() {
        return iommu.register(80, 1, 0x0f);
    }

    private void pageRecord(long address) {
        iommu.walkerWrites(address, (long) DEVICE << 40).walkerWrites(address + 8, PAGE_REQUEST);
    }
}
