package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Entries of tables: each test breaks one rule. */
@Tag("smoke")
class TableWriteJudgeTest extends HandMadeHost {
    @Test
    void shouldAcceptMapAndUnmapInTheRightOrder() {
        map();
        host().mappingInstalled(1, IOVA, PAGE, 1, READ_WRITE);
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        command(invalidation(), IOVA >>> 12 << 10);
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
    void shouldFindTheCommandQueueAtZero() {
        switchQueueOn(0);
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
}
