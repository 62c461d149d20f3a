package dev.pagewalk.testbench.judge.translation;

import static dev.pagewalk.testbench.judge.stream.DeviceRun.DECERR;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.DEVICE;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.IOVA;
import static dev.pagewalk.testbench.judge.stream.DeviceRun.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.bus.DriverListener;
import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.stream.DeviceRun;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class TranslationJudgeTest {
    private static final long ROOT = 0x10000;
    private static final long COMMANDS = 0x40000;

    private final HandMadePins pins = HandMadePins.withBuses("s_axi_dev", "m_axi_mem");
    private final TranslationJudge judge = new TranslationJudge(pins, () -> "none");
    private final DeviceRun run = new DeviceRun(pins, judge);

    @BeforeEach
    void mapOnePage() {
        DriverListener host = host();
        host.tableAllocated(TableKind.SECOND_STAGE, ROOT, 16384, 2, 0);
        host.tableAllocated(TableKind.COMMAND_QUEUE, COMMANDS, 4096, 0, 0);
        host.tableAllocated(TableKind.FAULT_QUEUE, COMMANDS + 4096, 4096, 0, 0);
        host.domainCreated(1, "Sv39x4", 1, ROOT);
        host.deviceAttached(1, DEVICE);
        host.mappingRequested(1, IOVA, PAGE, 1, DriverListener.READ);
        pins.stepFor(5, judge);
        host().mappingInstalled(1, IOVA, PAGE, 1, DriverListener.READ);
        pins.stepFor(5, judge);
    }

    @Test
    void shouldAcceptRequestThatLeavesForItsPage() {
        run.deviceReads(IOVA + 8, 1).memoryRead(PAGE + 8, 1);
        accepts();
    }

    @Test
    void shouldReportRequestThatLeavesForAnotherPage() {
        run.deviceReads(IOVA + 8, 1).memoryRead(PAGE + 0x1008, 1);
        reports("a request reaches memory only where the host mapped it");
    }

    @Test
    void shouldReportWriteThroughAReadOnlyMapping() {
        run.deviceWrites(IOVA, 1).memoryWrite(PAGE, 1);
        reports("a request reaches memory only where the host mapped it");
    }

    @Test
    void shouldReportRequestOfDeviceThatIsNotAttached() {
        host().deviceDetached(1, DEVICE);
        run.deviceReads(IOVA, 1).memoryRead(PAGE, 1);
        reports("a request reaches memory only where the host mapped it");
    }

    @Test
    void shouldAcceptAccessUntilTheFenceAndReportItAfterwards() {
        host().unmapRequested(1, IOVA, 1);
        register(24, COMMANDS >>> 12 << 10 | 7, 0xff);
        register(72, 1, 0x0f);
        store(COMMANDS, 1 | 1 << 7);
        store(COMMANDS + 8, 0);
        store(COMMANDS + 16, 2 | 3 << 12);
        store(COMMANDS + 24, 0);
        register(36, 2L << 32, 0xf0);
        run.deviceReads(IOVA, 1).memoryRead(PAGE, 1);
        assertThat(judge.violations()).isEmpty();
        pins.transfer(judge, "s_axi_cfg_ar", "addr", 32);
        pins.transfer(judge, "s_axi_cfg_r", "data", 2);
        run.deviceReads(IOVA, 1).memoryRead(PAGE, 1);
        reports("a request reaches memory only where the host mapped it");
    }

    @Test
    void shouldReportRefusalOfMappingThatStands() {
        run.deviceReads(IOVA, 1).readBeat("s_axi_dev", 0, true, DECERR);
        reports("a request whose mapping stands is not refused");
    }

    @Test
    void shouldAcceptRefusalOfMappingThatIsBeingRemoved() {
        host().unmapRequested(1, IOVA, 1);
        run.deviceReads(IOVA, 1).readBeat("s_axi_dev", 0, true, DECERR);
        accepts();
    }

    @Test
    void shouldReportWalkerThatReadsOutsideTables() {
        judge.onEvent(HandMadeEvent.read(1, MemoryPort.PTW, ROOT + 16384, 0));
        reports("the walker port reads only tables and commands and writes only fault records and fence data");
    }

    @Test
    void shouldReportWalkerThatWritesATable() {
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.PTW, ROOT, 0));
        reports("the walker port reads only tables and commands and writes only fault records and fence data");
    }

    @Test
    void shouldAcceptWalkAndFaultRecord() {
        judge.onEvent(HandMadeEvent.read(1, MemoryPort.PTW, ROOT + 8, 0));
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.PTW, COMMANDS + 4096, 0));
        accepts();
    }

    private DriverListener host() {
        return judge.intents(pins.cycle());
    }

    private void store(long address, long value) {
        judge.onEvent(HandMadeEvent.write(pins.cycle(), MemoryPort.HOST, address, value));
    }

    private void register(int offset, long data, int strobe) {
        pins.transfer(judge, "s_axi_cfg_aw", "addr", offset);
        pins.transfer(judge, "s_axi_cfg_w", "data", data, "strb", strobe);
    }

    private void accepts() {
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.checks()).isPositive();
    }

    private void reports(String claim) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).isEqualTo(claim);
    }
}
