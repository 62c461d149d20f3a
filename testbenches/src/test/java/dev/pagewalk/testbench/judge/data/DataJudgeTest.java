package dev.pagewalk.testbench.judge.data;

import static dev.pagewalk.testbench.judge.stream.DeviceRun.DECERR;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.DEVICE;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.IOVA;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.OKAY;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.DeviceRun;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

@Tag("smoke")
class DataJudgeTest {
    private static final String MEM = "m_axi_mem";
    private static final String DEV = "s_axi_dev";

    private static final long NOWHERE = -1;

    private final List<Long> answered = new ArrayList<>();
    private final HandMadePins pins = HandMadePins.withBuses(DEV, MEM, "m_axi_ptw", "m_axi_host");
    private final DataJudge judge = new DataJudge(pins, () -> "none");
    private final DeviceRun run = new DeviceRun(pins, judge);

    @Test
    void shouldAcceptReadThatReturnsWhatMemoryHolds() {
        readUntilDevice(5).readBeat(DEV, 5, true, OKAY);
        accepts();
    }

    @Test
    void shouldAcceptWriteWhoseBytesReachMemoryUnchanged() {
        judge.stimulus().deviceWrites(IOVA, DEVICE, new long[] {9}, new int[] {0x0f});
        writeUntilMemory(9).committed(PAGE, 9, 0x0f, 0).response(MEM, OKAY).response(DEV, OKAY);
        accepts();
    }

    @Test
    void shouldAcceptRefusedReadThatNeverLeaves() {
        run.deviceReads(IOVA, 2).readBeat(DEV, 0, false, DECERR).readBeat(DEV, 0, true, DECERR);
        accepts();
    }

    @Test
    void shouldPairReadWithTheRequestItBelongsToWhenAnEarlierOneIsRefused() {
        run.poked(PAGE, 5)
                .deviceReads(IOVA + 0x1000, 1)
                .deviceReads(IOVA, 1)
                .memoryRead(PAGE, 1)
                .fetched(PAGE, 5, 0)
                .readBeat(MEM, 5, true, OKAY)
                .readBeat(DEV, 0, true, DECERR)
                .readBeat(DEV, 5, true, OKAY);
        accepts();
    }

    @Test
    void shouldReportMemoryThatReturnsOtherThanWhatWasWritten() {
        run.poked(PAGE, 5).deviceReads(IOVA, 1).memoryRead(PAGE, 1).fetched(PAGE, 6, 0);
        reports(DataRule.MEMORY_READ);
    }

    @Test
    void shouldReportBusThatCarriesOtherThanWhatMemoryGave() {
        run.poked(PAGE, 5)
                .deviceReads(IOVA, 1)
                .memoryRead(PAGE, 1)
                .fetched(PAGE, 5, 0)
                .readBeat(MEM, 7, true, OKAY);
        reports(DataRule.READ_BEAT);
    }

    @Test
    void shouldReportReadDataChangedInTheIommu() {
        readUntilDevice(5).readBeat(DEV, 4, true, OKAY);
        reports(DataRule.FORWARDED_READ);
    }

    @Test
    void shouldJudgeThePairsThatAnotherJudgeHandsOn() {
        beside(false)
                .poked(PAGE, 5)
                .deviceReads(IOVA, 1)
                .memoryRead(PAGE, 1)
                .fetched(PAGE, 5, 0)
                .readBeat(MEM, 5, true, OKAY)
                .readBeat(DEV, 4, true, OKAY);

        assertThat(answered).containsExactly(PAGE);
        reports(DataRule.FORWARDED_READ);
    }

    @Test
    void shouldTellByItsDataWhichOfTwoWordsLeft() {
        run.poked(PAGE, 5)
                .deviceReadsWord(IOVA)
                .deviceReadsWord(IOVA)
                .memoryReadsWord(PAGE)
                .fetched(PAGE, 5, 0)
                .readBeat(MEM, 5, true, OKAY)
                .readBeat(DEV, 0, true, OKAY)
                .readBeat(DEV, 5, true, OKAY);
        accepts();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAskWhichOfTwoWordsLeftWhereDataDoNotTell(boolean first) {
        beside(first)
                .deviceReadsWord(IOVA)
                .deviceReadsWord(IOVA)
                .memoryReadsWord(PAGE)
                .fetched(PAGE, 0, 0)
                .readBeat(MEM, 0, true, OKAY)
                .readBeat(DEV, 0, true, OKAY)
                .readBeat(DEV, 0, true, OKAY);

        assertThat(answered).containsExactly(first ? PAGE : NOWHERE, first ? NOWHERE : PAGE);
        accepts();
    }

    @Test
    void shouldAskWhichOfTwoRequestsLeftThatGotAnError() {
        beside(false)
                .deviceReads(IOVA, 1)
                .deviceReads(IOVA, 1)
                .memoryRead(PAGE, 1)
                .readBeat(MEM, 0, true, DECERR)
                .readBeat(DEV, 0, true, DECERR)
                .readBeat(DEV, 0, true, DECERR);

        assertThat(answered).containsExactly(NOWHERE, PAGE);
        accepts();
    }

    /** A run whose pairs another judge hands on; it says whether the first of two requests may have left. */
    private DeviceRun beside(boolean firstMayHaveLeft) {
        DeviceTraffic pairs = judge.handOver(new TrafficListener() {
            @Override
            public void answered(Burst request, Burst left, int response, long cycle) {
                answered.add(left == null ? NOWHERE : left.address());
            }

            @Override
            public boolean mayHaveLeft(Burst request, Burst left) {
                return firstMayHaveLeft;
            }
        });
        return new DeviceRun(pins, new RecordConsumer() {
            @Override
            public void onCycle(CycleView view) {
                judge.onCycle(view);
                pairs.onCycle(view);
            }

            @Override
            public void onEvent(EventView event) {
                judge.onEvent(event);
            }
        });
    }

    @Test
    void shouldReportWriteDataChangedInTheIommu() {
        judge.stimulus().deviceWrites(IOVA, DEVICE, new long[] {9}, new int[] {0x0f});
        run.deviceWrites(IOVA, 1)
                .writeBeat(DEV, 9, 0x0f, true)
                .memoryWrite(PAGE, 1)
                .writeBeat(MEM, 8, 0x0f, true)
                .committed(PAGE, 8, 0x0f, 0)
                .response(MEM, OKAY)
                .response(DEV, OKAY);
        reports(DataRule.FORWARDED_WRITE);
    }

    @Test
    void shouldReportStrobesChangedInTheIommu() {
        judge.stimulus().deviceWrites(IOVA, DEVICE, new long[] {9}, new int[] {0x0f});
        run.deviceWrites(IOVA, 1)
                .writeBeat(DEV, 9, 0x0f, true)
                .memoryWrite(PAGE, 1)
                .writeBeat(MEM, 9, 0x1f, true)
                .committed(PAGE, 9, 0x1f, 0)
                .response(MEM, OKAY)
                .response(DEV, OKAY);
        reports(DataRule.FORWARDED_WRITE);
    }

    @Test
    void shouldReportAcknowledgedWriteThatNeverReachedMemory() {
        judge.stimulus().deviceWrites(IOVA, DEVICE, new long[] {9}, new int[] {0x0f});
        writeUntilMemory(9).response(MEM, OKAY);
        reports(DataRule.COMMIT);
    }

    @Test
    void shouldReportBeatThatReachedMemoryChanged() {
        judge.stimulus().deviceWrites(IOVA, DEVICE, new long[] {9}, new int[] {0x0f});
        writeUntilMemory(9).committed(PAGE, 1, 0x0f, 0);
        reports(DataRule.COMMIT);
    }

    @Test
    void shouldReportMemoryWrittenWithoutABeatOnTheBus() {
        run.committed(PAGE, 1, 0x0f, 0);
        reports(DataRule.COMMIT_SOURCE);
    }

    @Test
    void shouldReportOkayToARequestThatNeverLeft() {
        run.deviceReads(IOVA, 1).readBeat(DEV, 0, true, OKAY);
        reports(DataRule.ANSWER);
    }

    @Test
    void shouldAcceptOkayToAWordThatMayHaveEndedInAnInterruptFile() {
        run.deviceReadsWord(IOVA).readBeat(DEV, 0, true, OKAY);
        accepts();
    }

    @Test
    void shouldReportOkayToAWriteThatNeverLeft() {
        judge.stimulus().deviceWrites(IOVA, DEVICE, new long[] {9}, new int[] {0x0f});
        run.deviceWrites(IOVA, 1).writeBeat(DEV, 9, 0x0f, true).response(DEV, OKAY);
        reports(DataRule.ANSWER);
    }

    @Test
    void shouldReportErrorToARequestThatMemoryAnsweredOkay() {
        readUntilDevice(5).readBeat(DEV, 5, true, DECERR);
        reports(DataRule.ANSWER);
    }

    @Test
    void shouldReportDeviceThatSendsOtherThanItWasTold() {
        judge.stimulus().deviceWrites(IOVA, DEVICE, new long[] {9}, new int[] {0xff});
        run.deviceWrites(IOVA, 1).writeBeat(DEV, 8, 0xff, true);
        reports(DataRule.DEVICE_WRITE);
    }

    @Test
    void shouldReportHostStoreThatOvertakesAnother() {
        judge.stimulus().hostStored(0x100, 8, 1);
        judge.stimulus().hostStored(0x108, 8, 2);
        hostWrites(0x108, 2, 0xff);
        reports(DataRule.HOST_STORE);
    }

    @Test
    void shouldReportHostStoreThatIsLost() {
        judge.stimulus().hostStored(0x104, 4, 1);
        judge.stimulus().hostStored(0x108, 8, 2);
        hostWrites(0x100, 1L << 32, 0xf0);
        assertThat(judge.violations()).isEmpty();
        judge.finish(100);
        reports(DataRule.HOST_STORE);
    }

    private void hostWrites(long word, long data, int strobe) {
        pins.transfer(judge, "m_axi_host_aw", "addr", word, "size", 3, "burst", 1, "len", 0);
        pins.transfer(judge, "m_axi_host_w", "data", data, "strb", strobe, "last", 1);
        judge.onEvent(
                HandMadeEvent.write(pins.cycle(), MemoryPort.HOST, word, data).withStrobe(strobe));
    }

    private DeviceRun readUntilDevice(long data) {
        return run.poked(PAGE, data)
                .deviceReads(IOVA, 1)
                .memoryRead(PAGE, 1)
                .fetched(PAGE, data, 0)
                .readBeat(MEM, data, true, OKAY);
    }

    private DeviceRun writeUntilMemory(long data) {
        return run.deviceWrites(IOVA, 1)
                .writeBeat(DEV, data, 0x0f, true)
                .memoryWrite(PAGE, 1)
                .writeBeat(MEM, data, 0x0f, true);
    }

    private void accepts() {
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.checks()).isPositive();
    }

    private void reports(DataRule rule) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).isEqualTo(rule.claim());
    }
}
