package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DECERR;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DEVICE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.IOVA;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.OKAY;

import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stores of a device into an interrupt file in memory: the pending bit, then the notice [IOMMU §6 MRIF store]. */
@Tag("smoke")
class InterruptFilesTest {
    private static final long MSI_MRIF = 1 << 23;
    private static final long TABLE = 0x2_0000;
    private static final long FILE = 0x3_0200;
    private static final long NOTICE = 0x3_4000;
    private static final int NOTICE_ID = 0x25;
    private static final int IDENTITY = 70;
    /** Identity 70 is bit 6 of the second pair of doublewords. */
    private static final long PENDING = FILE + 16;

    private static final long BIT = 1 << 6;
    private static final int WORD = 2;
    private static final int NOTICE_LANES = 0x0f;
    private static final int ACCESS_FAULT = 264;

    private static final long DTF = 1 << 4;

    private static final String LOST = "a fault record is lost only when the queue is off, full or in error";
    private static final String STORES = "a store to an interrupt file sets the pending bit, then sends the notice";
    private static final String REFUSES = "a store to an interrupt file is refused only where an access of it fails";
    private static final String DROPS = "a store to an interrupt file that names no interrupt is dropped";
    private static final String WRITES =
            "the walker port writes only records, fence data, messages, and A or D of entries that grant a request";

    private final HandMadeIommu iommu = new HandMadeIommu(HandMadeIommu.MSI_FLAT | MSI_MRIF, 0, Liberties.NONE);

    InterruptFilesTest() {
        long flat = 1L << 60;
        iommu.poke(iommu.context() + 32, flat | TABLE >>> 12)
                .poke(iommu.context() + 40, 0)
                .poke(iommu.context() + 48, IOVA >>> 12)
                .poke(TABLE, FILE >>> 2 | 1 << 1 | 1)
                .poke(TABLE + 8, NOTICE >>> 2 | NOTICE_ID)
                .poke(PENDING, 1);
    }

    @Test
    void shouldAcceptPendingBitAndThenTheNotice() {
        asks(IOVA, IDENTITY).pends(BIT | 1).notifies(NOTICE_ID).answered(OKAY);
        iommu.accepts();
    }

    @Test
    void shouldAcceptNoticeOfAnInterruptThatIsPendingAlready() {
        iommu.poke(PENDING, BIT);
        asks(IOVA, IDENTITY).pends(BIT).notifies(NOTICE_ID).answered(OKAY);
        iommu.accepts();
    }

    @Test
    void shouldReportStoreThatIsLost() {
        asks(IOVA, IDENTITY).answered(OKAY);
        iommu.reports(STORES);
    }

    @Test
    void shouldReportNoticeThatIsNotSent() {
        asks(IOVA, IDENTITY).pends(BIT | 1).answered(OKAY);
        iommu.reports(STORES);
    }

    @Test
    void shouldReportNoticeBeforeThePendingBit() {
        asks(IOVA, IDENTITY).notifies(NOTICE_ID).pends(BIT | 1).answered(OKAY);
        iommu.reports(STORES);
    }

    @Test
    void shouldReportBitOfAnotherInterrupt() {
        asks(IOVA, IDENTITY).pends(BIT << 1 | 1).notifies(NOTICE_ID).answered(OKAY);
        iommu.reports(STORES);
    }

    @Test
    void shouldReportNeighbourThatIsLost() {
        asks(IOVA, IDENTITY).pends(BIT).notifies(NOTICE_ID).answered(OKAY);
        iommu.reports(STORES);
    }

    @Test
    void shouldReportNoticeWithAnotherIdentity() {
        asks(IOVA, IDENTITY).pends(BIT | 1).notifies(NOTICE_ID + 1).answered(OKAY);
        iommu.reports(STORES);
    }

    @Test
    void shouldAcceptStoreThatNamesNoInterruptAndIsDropped() {
        asks(IOVA, 2048).answered(OKAY);
        asks(IOVA + 8, IDENTITY).answered(OKAY);
        iommu.accepts();
    }

    @Test
    void shouldReportRefusalOfAStoreThatNamesNoInterrupt() {
        asks(IOVA, 2048).answered(DECERR);
        iommu.reports(DROPS);
    }

    @Test
    void shouldReportInterruptOfAStoreThatNamesNone() {
        asks(IOVA, 2048);
        iommu.walkerWrites(PENDING, BIT | 1);
        answered(OKAY);
        iommu.reports(WRITES);
    }

    @Test
    void shouldAcceptRefusalWithItsRecordWhereMemoryRefusesTheFile() {
        asks(IOVA, IDENTITY).failsAt(PENDING).answered(DECERR);
        record(ACCESS_FAULT);
        iommu.accepts();
    }

    @Test
    void shouldReportRefusalWhereNoAccessFailed() {
        asks(IOVA, IDENTITY).answered(DECERR);
        iommu.reports(REFUSES);
    }

    @Test
    void shouldAcceptReadThatIsAnsweredInside() {
        iommu.pins.transfer(
                iommu.judge, "s_axi_dev_ar", "id", 0, "addr", IOVA, "len", 0, "size", WORD, "burst", 1, "user", DEVICE);
        iommu.readIsRefused(OKAY);
        iommu.accepts();
    }

    @Test
    void shouldWantTheRecordOfADebugTranslationThatEndsInAFile() {
        translatesForSoftware();
        iommu.reports(LOST);
    }

    @Test
    void shouldWantNoRecordOfADebugTranslationWhereTheContextWantsNone() {
        iommu.poke(iommu.context(), 1 | DTF);
        translatesForSoftware();
        iommu.accepts();
    }

    private void translatesForSoftware() {
        long readOnly = 1 << 3;
        iommu.register(600, IOVA, 0xff).register(608, 1 | readOnly | (long) DEVICE << 40, 0xff);
        iommu.readRegister(608, readOnly).readRegister(616, 1);
    }

    private InterruptFilesTest asks(long iova, long data) {
        iommu.pins.transfer(
                iommu.judge, "s_axi_dev_aw", "id", 0, "addr", iova, "len", 0, "size", WORD, "burst", 1, "user", DEVICE);
        iommu.pins.transfer(iommu.judge, "s_axi_dev_w", "data", data, "strb", 0x0f, "last", 1);
        return this;
    }

    private InterruptFilesTest pends(long word) {
        iommu.walkerReads(PENDING, 1).walkerWrites(PENDING, word);
        return this;
    }

    private InterruptFilesTest notifies(int identity) {
        iommu.walkerWrites(NOTICE, identity, NOTICE_LANES);
        return this;
    }

    private InterruptFilesTest failsAt(long address) {
        iommu.wait(1);
        iommu.judge.onEvent(HandMadeEvent.read(iommu.pins.cycle(), MemoryPort.PTW, address, 0)
                .failed());
        iommu.wait(1);
        return this;
    }

    private void answered(int response) {
        iommu.pins.transfer(iommu.judge, "s_axi_dev_b", "id", 0, "resp", response);
    }

    private void record(long cause) {
        long write = 3L << 34;
        iommu.walkerWrites(HandMadeIommu.FAULTS, cause | write | (long) DEVICE << 40)
                .walkerWrites(HandMadeIommu.FAULTS + 8, 0)
                .walkerWrites(HandMadeIommu.FAULTS + 16, IOVA)
                .walkerWrites(HandMadeIommu.FAULTS + 24, 0);
    }
}
