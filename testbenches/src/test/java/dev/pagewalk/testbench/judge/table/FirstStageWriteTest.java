package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import org.junit.jupiter.api.Tag;

/** The same for the tables of a first-stage domain. */
@Tag("smoke")
class FirstStageWriteTest extends TableWriteJudgeTest {
    @Override
    TableKind stage() {
        return TableKind.FIRST_STAGE;
    }

    @Override
    long invalidation() {
        return 1 | 1L << 32 | (long) TAG << 12;
    }

    /** The context that leads to them has SBE=1. */
    @Override
    void bigEndianTables() {
        super.bigEndianTables();
        host().stageOrder(true);
    }
}
