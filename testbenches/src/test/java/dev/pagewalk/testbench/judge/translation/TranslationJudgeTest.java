package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DECERR;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.DEVICE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.FAULTS;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.IOVA;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.LEAF;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.LEAVES;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.MIDDLE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.NO_FLAGS_SET;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.OKAY;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.OTHER_PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.PAGE;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.READ_GUEST_PAGE_FAULT;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.SLVERR;
import static dev.pagewalk.testbench.judge.translation.HandMadeIommu.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class TranslationJudgeTest {
    private static final String LEAVES_AS_PERMITTED = "a request leaves only as the tables permit";
    private static final String REFUSED_AS_PERMITTED = "a request is refused only where the tables permit it";
    private static final String READS =
            "the walker port reads only what a walk of a request in flight, or the command queue, asks for";
    private static final String WRITES =
            "the walker port writes only records, fence data, messages, and A or D of entries that grant a request";
    private static final String RECORD = "every fault record belongs to a request that was refused for its cause";

    private static final int NO_CONTEXT = 258;

    private HandMadeIommu iommu = new HandMadeIommu();

    @Test
    void shouldAcceptRequestThatLeavesForItsPage() {
        iommu.asksToRead(IOVA + 8).readLeavesFor(PAGE + 8).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportRequestThatLeavesForAnotherPage() {
        iommu.asksToRead(IOVA).readLeavesFor(OTHER_PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldReportWrongMemoryTypeOrQosIdOnTheMemoryPort() {
        iommu.asksToRead(IOVA).leavesFor("m_axi_mem_ar", PAGE, 1 << 2, 0).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldReportRequestOfDeviceWithoutContext() {
        iommu.asks("s_axi_dev_ar", IOVA, DEVICE + 1, 0).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldReportRefusalOfMappingThatStands() {
        iommu.asksToRead(IOVA).readIsRefused(DECERR);
        iommu.reports(REFUSED_AS_PERMITTED);
    }

    @Test
    void shouldReportWellFormedRequestThatIsAborted() {
        iommu.asksToRead(IOVA).readIsRefused(SLVERR);
        iommu.reports(REFUSED_AS_PERMITTED);
    }

    @Test
    void shouldReportRequestThatIsAnsweredOkayButNeverLeft() {
        iommu.asksToRead(IOVA).readIsRefused(OKAY);
        iommu.reports(REFUSED_AS_PERMITTED);
    }

    @Test
    void shouldAcceptOldAndNewPageUntilTheFence() {
        used();
        iommu.store(LEAF, leaf(OTHER_PAGE));
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.asksToRead(IOVA).readLeavesFor(OTHER_PAGE).readIsAnswered();
        iommu.invalidatesEverything(0).fence(1);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportOldPageAfterTheFence() {
        used();
        iommu.store(LEAF, leaf(OTHER_PAGE)).invalidatesEverything(0).fence(1).headRead(2);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldAcceptOldPageAfterAFenceWithoutInvalidation() {
        used();
        iommu.store(LEAF, leaf(OTHER_PAGE)).fence(0).headRead(1);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldAcceptOldPageWhenTheInvalidationIsOfAnotherPage() {
        used();
        long addressOnly = 1 | 1 << 7 | 1 << 10 | 1L << 33 | 1L << 44;
        iommu.store(LEAF, leaf(OTHER_PAGE))
                .command(0, addressOnly, (IOVA + 0x1000) >>> 2)
                .fence(1);
        iommu.headRead(2);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportOldPageThatWasNeverReadBeforeTheChange() {
        iommu.store(LEAF, leaf(OTHER_PAGE));
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldReportRequestThatLeavesWithTheOldPageAfterAFenceThatDrains() {
        used();
        iommu.asksToRead(IOVA)
                .store(LEAF, leaf(OTHER_PAGE))
                .invalidatesEverything(0)
                .fence(1);
        iommu.headRead(2).wait(1).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldReportInvalidEntryThatWasKept() {
        iommu.store(LEAF, 0);
        iommu.asksToRead(IOVA).readIsRefused(DECERR);
        iommu.faultRecord(0, READ_GUEST_PAGE_FAULT, IOVA, IOVA);
        iommu.store(LEAF, leaf(PAGE));
        iommu.asksToRead(IOVA).readIsRefused(DECERR);
        iommu.reports(REFUSED_AS_PERMITTED);
    }

    @Test
    void shouldAcceptRefusalWithItsRecordBeforeOrAfterTheAnswer() {
        iommu.asksToRead(IOVA + 0x1000).faultRecord(0, READ_GUEST_PAGE_FAULT, IOVA + 0x1000, IOVA + 0x1000);
        iommu.readIsRefused(DECERR);
        iommu.asksToRead(IOVA + 0x2008).readIsRefused(DECERR);
        iommu.faultRecord(1, READ_GUEST_PAGE_FAULT, IOVA + 0x2000, IOVA + 0x2000);
        iommu.accepts();
    }

    @Test
    void shouldReportRecordWithAnotherCause() {
        iommu.asksToRead(0x9000).faultRecord(0, 13, 0x9000, 0).readIsRefused(DECERR);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(RECORD);
    }

    @Test
    void shouldReportRecordWithAnotherAddress() {
        iommu.asksToRead(0x9000)
                .faultRecord(0, READ_GUEST_PAGE_FAULT, 0xa000, 0x9000)
                .readIsRefused(DECERR);
        iommu.reports(RECORD);
    }

    @Test
    void shouldReportRecordWithoutARefusedRequest() {
        iommu.faultRecord(0, READ_GUEST_PAGE_FAULT, 0x9000, 0x9000);
        iommu.reports(RECORD);
    }

    @Test
    void shouldReportRecordThatIsNotAtTheTail() {
        iommu.asksToRead(0x9000)
                .faultRecord(1, READ_GUEST_PAGE_FAULT, 0x9000, 0x9000)
                .readIsRefused(DECERR);
        iommu.reports("fault records are written at the tail of the queue");
    }

    @Test
    void shouldAcceptLostRecordOnlyOnceTheQueueIsFull() {
        refusedAndRecorded(0);
        refusedAndRecorded(1);
        refusedAndRecorded(2);
        iommu.asksToRead(0x9000).readIsRefused(DECERR);
        iommu.accepts();
    }

    @Test
    void shouldAcceptWalkOfTheRequest() {
        iommu.asksToRead(IOVA)
                .walkerReads(MIDDLE, 0)
                .walkerReads(LEAF, 0)
                .readLeavesFor(PAGE)
                .readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportReadThatNoRequestAsksFor() {
        iommu.asksToRead(IOVA).walkerReads(LEAVES, 0).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(READS);
    }

    @Test
    void shouldReportReadWithoutAnyRequest() {
        iommu.walkerReads(LEAF, leaf(PAGE));
        iommu.reports(READS);
    }

    @Test
    void shouldReportWriteToATable() {
        iommu.asksToRead(IOVA)
                .walkerWrites(LEAF, leaf(OTHER_PAGE))
                .readLeavesFor(PAGE)
                .readIsAnswered();
        iommu.reports(WRITES);
    }

    @Test
    void shouldAcceptUpdateOfAccessedAndDirtyBeforeTheWriteLeaves() {
        iommu = new HandMadeIommu(true);
        long clean = PAGE >>> 2 | NO_FLAGS_SET;
        iommu.store(LEAF, clean);
        iommu.asksToWrite(IOVA)
                .walkerWrites(LEAF, clean | 0xc0)
                .writeLeavesFor(PAGE)
                .writeIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportWriteThatLeavesBeforeDirtyIsSet() {
        iommu = new HandMadeIommu(true);
        long clean = PAGE >>> 2 | NO_FLAGS_SET;
        iommu.store(LEAF, clean);
        iommu.asksToWrite(IOVA)
                .writeLeavesFor(PAGE)
                .walkerWrites(LEAF, clean | 0xc0)
                .writeIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldReportDirtyThatIsSetForARead() {
        iommu = new HandMadeIommu(true);
        long clean = PAGE >>> 2 | NO_FLAGS_SET;
        iommu.store(LEAF, clean);
        iommu.asksToRead(IOVA)
                .walkerWrites(LEAF, clean | 0xc0)
                .readLeavesFor(PAGE)
                .readIsAnswered();
        iommu.reports(WRITES);
    }

    @Test
    void shouldAcceptOldDirectoryPointerUntilBusyIsReadAsZero() {
        used();
        iommu.register(16, 0, 0xff);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.accepts();
    }

    @Test
    void shouldReportTranslationAfterTheDirectoryIsOff() {
        used();
        iommu.register(16, 0, 0xff).readRegister(16, 0);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldReportWhatWasKeptOverReset() {
        used();
        iommu.pins.set("aresetn", 0).stepFor(2, iommu.judge);
        iommu.pins.set("aresetn", 1).stepFor(2, iommu.judge);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldForgetInResetWhereTheQueuesLay() {
        iommu.pins.set("aresetn", 0).stepFor(2, iommu.judge);
        iommu.pins.set("aresetn", 1).stepFor(2, iommu.judge);
        iommu.asksToRead(IOVA).walkerWrites(FAULTS, 5).readIsRefused(DECERR);
        iommu.reports(WRITES);
    }

    @Test
    void shouldReportFenceDataThatNoFenceAskedFor() {
        iommu.asksToRead(IOVA)
                .walkerWrites(0x9_0000, 5, 0x0f)
                .readLeavesFor(PAGE)
                .readIsAnswered();
        iommu.reports(WRITES);
    }

    @Test
    void shouldTakeFenceDataAsItsCompletion() {
        used();
        iommu.store(LEAF, leaf(OTHER_PAGE)).invalidatesEverything(0);
        iommu.command(1, 2 | 1 << 10 | 3 << 12 | 5L << 32, 0x9_0000 >>> 2);
        iommu.walkerWrites(0x9_0000, 5, 0x0f);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldNotRememberAnAnswerOfAModeThatHasEndedMeanwhile() {
        iommu.register(16, 1, 0xff).readRegister(16, 1);
        iommu.asksToRead(IOVA).readLeavesFor(IOVA);
        iommu.register(16, HandMadeIommu.DIRECTORY >>> 2 | 2, 0xff).readRegister(16, HandMadeIommu.DIRECTORY >>> 2 | 2);
        iommu.readIsAnswered();
        iommu.asksToRead(IOVA).readLeavesFor(IOVA).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldNotRememberAnAnswerThatRestsOnAWordThatHasChangedMeanwhile() {
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).store(LEAF, leaf(OTHER_PAGE)).readIsAnswered();
        iommu.invalidatesEverything(0).fence(1).headRead(2);
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
        iommu.reports(LEAVES_AS_PERMITTED);
    }

    @Test
    void shouldAcceptEarlierCauseOfARequestThatIsAnsweredAfterALaterOne() {
        iommu.store(LEAF, 0).asks("s_axi_dev_ar", IOVA, DEVICE, 1);
        iommu.store(iommu.context(), 0).command(0, 3, 0).fence(1).headRead(2);
        iommu.asksToRead(IOVA).readIsRefused(DECERR).faultRecord(0, NO_CONTEXT, IOVA, 0);
        iommu.asksToRead(IOVA).readIsRefused(DECERR).faultRecord(1, NO_CONTEXT, IOVA, 0);
        iommu.readIsRefused(1, DECERR).faultRecord(2, READ_GUEST_PAGE_FAULT, IOVA, IOVA);
        iommu.accepts();
    }

    @Test
    void shouldCompareEveryTranslationButEvaluateOnlyTheFirst() {
        for (int i = 0; i < 100; i++) {
            used();
        }
        iommu.accepts();
        assertThat(iommu.judge.checks()).isGreaterThanOrEqualTo(100);
        assertThat(iommu.judge.evaluations()).isEqualTo(1);
    }

    private void used() {
        iommu.asksToRead(IOVA).readLeavesFor(PAGE).readIsAnswered();
    }

    private void refusedAndRecorded(int slot) {
        iommu.asksToRead(0x9000).readIsRefused(DECERR);
        iommu.faultRecord(slot, READ_GUEST_PAGE_FAULT, 0x9000, 0x9000);
    }
}
