package dev.pagewalk.testbench.judge.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.stream.HandMadeEvent;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** First-stage tables, process directories and MSI page tables that a test declares and stores itself. */
@Tag("smoke")
class DeclaredTablesTest extends HandMadeHost {
    private static final long STAGE_ROOT = 0x60000;
    private static final long STAGE_LEAVES = 0x61000;
    private static final long PROCESSES = 0x62000;
    private static final long MESSAGES = 0x63000;
    private static final long SUPERVISOR_LEAF = PAGE >>> 12 << 10 | 0xc7;
    private static final long SV39 = 8L << 60;

    @Test
    void shouldAcceptLegalFirstStageInBothByteOrders() {
        declare();
        store(STAGE_LEAVES + 8, SUPERVISOR_LEAF);
        store(STAGE_ROOT, pointer(STAGE_LEAVES));
        assertThat(judge.violations()).isEmpty();
        bigEndianTables();
        bigEndianStage();
        store(STAGE_LEAVES + 16, SUPERVISOR_LEAF);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportReservedBitsOfAFirstStageEntry() {
        declare();
        store(STAGE_LEAVES + 8, SUPERVISOR_LEAF | 1L << 54);
        reports(TableRule.ENCODING);
    }

    @Test
    void shouldReportReservedBitsOfABigEndianFirstStageEntry() {
        declare();
        bigEndianTables();
        bigEndianStage();
        store(STAGE_LEAVES + 8, SUPERVISOR_LEAF | 1L << 54);
        reports(TableRule.ENCODING);
    }

    @Test
    void shouldReportMisalignedFirstStageSuperpage() {
        declare();
        store(STAGE_ROOT, SUPERVISOR_LEAF);
        reports(TableRule.ENCODING);
    }

    @Test
    void shouldReportFirstStagePointerToATableOfTheSameLevel() {
        declare();
        store(STAGE_ROOT, pointer(STAGE_ROOT));
        reports(TableRule.TARGET);
    }

    @Test
    void shouldReportFirstStageEntryWrittenInTwoHalves() {
        declare();
        judge.onEvent(HandMadeEvent.write(1, MemoryPort.HOST, STAGE_LEAVES, SUPERVISOR_LEAF)
                .withStrobe(0x0f));
        reports(TableRule.SINGLE_STORE);
    }

    @Test
    void shouldAcceptProcessContextWhoseValidComesLast() {
        declare();
        store(PROCESSES + 8, SV39 | STAGE_ROOT >>> 12);
        store(PROCESSES, 1 | 7 << 12);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportProcessContextChangedUnderValid() {
        shouldAcceptProcessContextWhoseValidComesLast();
        store(PROCESSES + 8, 0);
        reports(TableRule.PAIR_VALID_LAST);
    }

    @Test
    void shouldReportReservedBitsOfAProcessContext() {
        declare();
        store(PROCESSES, 1 | 1 << 3);
        reports(TableRule.ENCODING);
    }

    @Test
    void shouldAcceptBothModesOfMessageEntries() {
        declare();
        store(MESSAGES, 7 | PAGE >>> 12 << 10);
        store(MESSAGES + 24, PAGE >>> 12 << 10 | 5);
        store(MESSAGES + 16, 3 | 0x200 >>> 9 << 7);
        assertThat(judge.violations()).isEmpty();
    }

    @Test
    void shouldReportMessageEntryWithReservedModeOrBits() {
        declare();
        store(MESSAGES, 1 | PAGE >>> 12 << 10);
        reports(TableRule.ENCODING);
    }

    @Test
    void shouldReportNoticeOfAMessageEntryChangedUnderValid() {
        shouldAcceptBothModesOfMessageEntries();
        store(MESSAGES + 24, 6);
        reports(TableRule.PAIR_VALID_LAST);
    }

    private void declare() {
        host().tableAllocated(TableKind.FIRST_STAGE, STAGE_ROOT, 4096, 1, 0);
        host().tableAllocated(TableKind.FIRST_STAGE, STAGE_LEAVES, 4096, 0, STAGE_ROOT);
        host().tableAllocated(TableKind.PROCESS_DIRECTORY, PROCESSES, 4096, 0, 0);
        host().tableAllocated(TableKind.MSI_TABLE, MESSAGES, 4096, 0, 0);
    }

    /** As a context with SBE=1 says when it becomes valid. */
    private void bigEndianStage() {
        host().stageOrder(true);
    }
}
