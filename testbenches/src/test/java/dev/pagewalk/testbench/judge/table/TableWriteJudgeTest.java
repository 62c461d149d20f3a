package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.HandMadePins;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that maps and unmaps one page of a Sv39x4 domain; each test breaks one rule of it. */
@Tag("smoke")
class TableWriteJudgeTest {
    private static final long ROOT = 0x10000;
    private static final long MIDDLE = 0x20000;
    private static final long LEAVES = 0x21000;
    private static final long DIRECTORY = 0x30000;
    private static final long COMMANDS = 0x40000;
    private static final long IOVA = 0x5000;
    private static final long PAGE = 0x5000;
    private static final long LEAF_ENTRY = LEAVES + 5 * 8;
    private static final int FLAGS = 0xd7;
    private static final long LEAF = PAGE >>> 12 << 10 | FLAGS;
    private static final int TAG = 3;
    private static final int DEVICE = 2;
    private static final long CONTEXT = DIRECTORY + DEVICE * 32;
    private static final long INVALIDATE = 1 | 1 << 7 | 1L << 33 | (long) TAG << 44;
    private static final long FENCE = 2 | 3 << 12;
    private static final int READ_WRITE = 3;

    private final HandMadePins pins = HandMadePins.withBuses();
    private final TableWriteJudge judge = new TableWriteJudge(pins, () -> "none");
    private int commands;
    private boolean bigEndian;

    @BeforeEach
    void setUpTablesAndQueue() {
        HostView host = host();
        host.tableAllocated(TableKind.DEVICE_DIRECTORY, DIRECTORY, 4096, 0, 0);
        host.tableAllocated(TableKind.COMMAND_QUEUE, COMMANDS, 4096, 0, 0);
        host.tableAllocated(TableKind.SECOND_STAGE, ROOT, 16384, 2, 0);
        host.domainCreated(1, "Sv39x4", TAG, ROOT);
        register(24, COMMANDS >>> 12 << 10 | 7, 0xff);
        register(72, 1, 0x0f);
    }

    @Test
    void shouldAcceptMapAndUnmapInTheRightOrder() {
        map();
        host().mappingInstalled(1, IOVA, PAGE, 1, READ_WRITE);
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(INVALIDATE, IOVA >>> 12 << 10);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().mappingRemoved(1, IOVA, 1);
        judge.finish(0);
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.checks()).isGreaterThan(10);
    }

    @Test
    void shouldAcceptTablesAndCommandsInBigEndianOrder() {
        bigEndianTables();
        shouldAcceptMapAndUnmapInTheRightOrder();
    }

    @Test
    void shouldReportLeafInTheWrongByteOrder() {
        tablesAndIntent();
        bigEndianTables();
        bigEndian = false;
        store(LEAF_ENTRY, LEAF);
        host().mappingInstalled(1, IOVA, PAGE, 1, READ_WRITE);
        reports(TableRule.INSTALLED);
    }

    @Test
    void shouldReportEntryWrittenInTwoHalves() {
        tablesAndIntent();
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.HOST, LEAF_ENTRY, LEAF).withStrobe(0x0f));
        reports(TableRule.SINGLE_STORE);
    }

    @Test
    void shouldReportLeafWithAnotherPage() {
        tablesAndIntent();
        store(LEAF_ENTRY, LEAF + (1 << 10));
        reports(TableRule.VALUE);
    }

    @Test
    void shouldReportLeafWithMoreRightsThanAskedFor() {
        host().mappingRequested(1, IOVA, PAGE, 1, 1);
        allocateTables();
        store(LEAF_ENTRY, LEAF);
        reports(TableRule.VALUE);
    }

    @Test
    void shouldReportLeafThatNobodyAskedFor() {
        allocateTables();
        store(LEAF_ENTRY, LEAF);
        reports(TableRule.VALUE);
    }

    @Test
    void shouldReportReservedBitsOfAnEntry() {
        tablesAndIntent();
        store(LEAF_ENTRY, LEAF | 1L << 54);
        reports(TableRule.ENCODING);
    }

    @Test
    void shouldReportParentThatPointsToAnEmptyChild() {
        tablesAndIntent();
        store(MIDDLE, pointer(LEAVES));
        reports(TableRule.CHILD_FIRST);
    }

    @Test
    void shouldReportPointerToMemoryThatIsNoTable() {
        tablesAndIntent();
        store(LEAF_ENTRY, LEAF);
        store(MIDDLE, pointer(LEAVES + 0x1000));
        reports(TableRule.TARGET);
    }

    @Test
    void shouldReportEntryClearedThatIsStillWanted() {
        map();
        host().mappingInstalled(1, IOVA, PAGE, 1, READ_WRITE);
        store(LEAF_ENTRY, 0);
        reports(TableRule.LIVE_CHANGE);
    }

    @Test
    void shouldReportMappingCalledInstalledWhoseStoreIsMissing() {
        tablesAndIntent();
        host().mappingInstalled(1, IOVA, PAGE, 1, READ_WRITE);
        reports(TableRule.INSTALLED);
    }

    @Test
    void shouldReportMissingInvalidation() {
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().mappingRemoved(1, IOVA, 1);
        reports(TableRule.REMOVED);
        assertThat(judge.violations().get(0).actual()).isEqualTo("no covering invalidation after the clearing");
    }

    @Test
    void shouldReportInvalidationBeforeTheClearing() {
        map();
        host().unmapRequested(1, IOVA, 1);
        command(INVALIDATE, 0);
        command(FENCE, 0);
        ring();
        store(LEAF_ENTRY, 0);
        headReaches(commands);
        host().mappingRemoved(1, IOVA, 1);
        reports(TableRule.REMOVED);
    }

    @Test
    void shouldReportInvalidationOfAnotherAddress() {
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(INVALIDATE | 1 << 10, ((IOVA >>> 12) + 1) << 10);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().mappingRemoved(1, IOVA, 1);
        reports(TableRule.REMOVED);
    }

    @Test
    void shouldReportFenceThatWaitsForReadsOnly() {
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(INVALIDATE, 0);
        command(2 | 1 << 12, 0);
        ring();
        headReaches(commands);
        host().mappingRemoved(1, IOVA, 1);
        reports(TableRule.REMOVED);
    }

    @Test
    void shouldReportRemovalBeforeTheFenceIsComplete() {
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(INVALIDATE, 0);
        command(FENCE, 0);
        ring();
        host().mappingRemoved(1, IOVA, 1);
        reports(TableRule.REMOVED);
    }

    @Test
    void shouldTakeTheFenceDataOfTheWalkerPortAsCompletion() {
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(INVALIDATE, 0);
        command(FENCE | 1 << 10 | 0x77L << 32, 0x50000 >>> 2);
        ring();
        judge.onEvent(HandMadeEvent.write(9, MemoryPort.PTW, 0x50000, 0x77).withStrobe(0x0f));
        host().mappingRemoved(1, IOVA, 1);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportDoorbellBeforeItsCommandIsInMemory() {
        ring(1);
        reports(TableRule.DOORBELL);
    }

    @Test
    void shouldReportDoorbellOverHalfACommand() {
        store(COMMANDS, FENCE);
        ring(1);
        reports(TableRule.DOORBELL);
    }

    @Test
    void shouldReportCommandThatTheDriverDidNotMean() {
        host().commandQueued(FENCE, 0);
        command(INVALIDATE, 0);
        ring();
        reports(TableRule.COMMAND_VALUE);
    }

    @Test
    void shouldReportTableFreedWhileAnEntryPointsToIt() {
        host().deviceAttached(1, DEVICE);
        map();
        host().tableFreed(TableKind.SECOND_STAGE, LEAVES, 4096);
        reports(TableRule.TABLE_FREED);
    }

    @Test
    void shouldReportTableFreedAfterInvalidationOfLeavesOnly() {
        host().deviceAttached(1, DEVICE);
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        store(MIDDLE, 0);
        command(INVALIDATE | 1 << 10, IOVA >>> 12 << 10);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().tableFreed(TableKind.SECOND_STAGE, LEAVES, 4096);
        reports(TableRule.TABLE_FREED);
    }

    @Test
    void shouldAcceptTablesFreedOfADomainThatNoDeviceUses() {
        map();
        host().tableFreed(TableKind.SECOND_STAGE, LEAVES, 4096);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldAcceptContextWhoseValidComesLast() {
        host().deviceAttached(1, DEVICE);
        store(CONTEXT + 8, 8L << 60 | (long) TAG << 44 | ROOT >>> 12);
        store(CONTEXT, 1);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportContextThatBecomesValidBeforeItsSecondStage() {
        host().deviceAttached(1, DEVICE);
        store(CONTEXT, 1);
        reports(TableRule.CONTEXT_VALUE);
    }

    @Test
    void shouldReportContextChangedUnderValid() {
        shouldAcceptContextWhoseValidComesLast();
        store(CONTEXT + 8, 0);
        reports(TableRule.CONTEXT_VALID_LAST);
    }

    @Test
    void shouldReportContextOfDeviceThatIsNotAttached() {
        store(CONTEXT, 1);
        reports(TableRule.CONTEXT_VALUE);
    }

    @Test
    void shouldReportDetachWithoutContextInvalidation() {
        shouldAcceptContextWhoseValidComesLast();
        store(CONTEXT, 0);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().deviceDetached(1, DEVICE);
        reports(TableRule.CONTEXT_REMOVED);
    }

    @Test
    void shouldAcceptDetachWithContextInvalidationAndFence() {
        shouldAcceptContextWhoseValidComesLast();
        store(CONTEXT, 0);
        command(3 | 1L << 33 | (long) DEVICE << 40, 0);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().deviceDetached(1, DEVICE);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportRemovalThatIsLeftUndoneAtTheEnd() {
        map();
        host().unmapRequested(1, IOVA, 1);
        judge.finish(50);
        reports(TableRule.PENDING);
    }

    private void allocateTables() {
        host().tableAllocated(TableKind.SECOND_STAGE, MIDDLE, 4096, 1, ROOT);
        host().tableAllocated(TableKind.SECOND_STAGE, LEAVES, 4096, 0, MIDDLE);
    }

    private void tablesAndIntent() {
        host().mappingRequested(1, IOVA, PAGE, 1, READ_WRITE);
        allocateTables();
    }

    private void map() {
        tablesAndIntent();
        store(LEAF_ENTRY, LEAF);
        store(MIDDLE, pointer(LEAVES));
        store(ROOT, pointer(MIDDLE));
    }

    private static long pointer(long table) {
        return table >>> 12 << 10 | 1;
    }

    private HostView host() {
        return (HostView) judge.intents(pins.cycle());
    }

    private void store(long address, long value) {
        long stored = bigEndian ? Long.reverseBytes(value) : value;
        judge.onEvent(HandMadeEvent.write(pins.cycle(), MemoryPort.HOST, address, stored));
    }

    private void command(long low, long high) {
        store(COMMANDS + commands * 16L, low);
        store(COMMANDS + commands * 16L + 8, high);
        commands++;
    }

    private void ring() {
        ring(commands);
    }

    private void ring(int tail) {
        register(36, (long) tail << 32, 0xf0);
    }

    private void register(int offset, long data, int strobe) {
        pins.transfer(judge, "s_axi_cfg_aw", "addr", offset);
        pins.transfer(judge, "s_axi_cfg_w", "data", data, "strb", strobe);
    }

    /** END=1 in capabilities, then BE=1 in fctl. */
    private void bigEndianTables() {
        pins.transfer(judge, "s_axi_cfg_ar", "addr", 0);
        pins.transfer(judge, "s_axi_cfg_r", "data", 1 << 27);
        register(8, 1, 0x0f);
        bigEndian = true;
    }

    private void headReaches(int head) {
        pins.transfer(judge, "s_axi_cfg_ar", "addr", 32);
        pins.transfer(judge, "s_axi_cfg_r", "data", head);
    }

    private void reports(TableRule rule) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).isEqualTo(rule.claim());
        assertThat(judge.violations().get(0).clause()).isEqualTo(rule.clause());
    }
}
