package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commands and removals: each test breaks one rule. */
@Tag("smoke")
class TableRemovalTest extends HandMadeHost {
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
        command(invalidation(), 0);
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
        command(invalidation() | 1 << 10, ((IOVA >>> 12) + 1) << 10);
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
        command(invalidation(), 0);
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
        command(invalidation(), 0);
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
        command(invalidation(), 0);
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
        command(invalidation(), 0);
        ring();
        reports(TableRule.COMMAND_VALUE);
    }

    @Test
    void shouldReportTableFreedWhileAnEntryPointsToIt() {
        host().deviceAttached(1, DEVICE);
        map();
        host().tableFreed(stage(), LEAVES, 4096);
        reports(TableRule.TABLE_FREED);
    }

    @Test
    void shouldReportTableFreedAfterInvalidationOfLeavesOnly() {
        host().deviceAttached(1, DEVICE);
        map();
        host().unmapRequested(1, IOVA, 1);
        store(LEAF_ENTRY, 0);
        store(MIDDLE, 0);
        command(invalidation() | 1 << 10, IOVA >>> 12 << 10);
        command(FENCE, 0);
        ring();
        headReaches(commands);
        host().tableFreed(stage(), LEAVES, 4096);
        reports(TableRule.TABLE_FREED);
    }

    @Test
    void shouldAcceptTablesFreedOfADomainThatNoDeviceUses() {
        map();
        host().tableFreed(stage(), LEAVES, 4096);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportRemovalThatIsLeftUndoneAtTheEnd() {
        map();
        host().unmapRequested(1, IOVA, 1);
        judge.finish(50);
        reports(TableRule.PENDING);
    }
}
