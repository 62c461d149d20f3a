package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;

/** Takes records and does nothing with them. */
public final class SilentRecords implements RecordHandler {
    @Override
    public void onCycle(CycleRecordFlyweight record) {}

    @Override
    public void onEvent(EventRecordFlyweight event) {}
}
