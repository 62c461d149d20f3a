package dev.pagewalk.bridge;

import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;

/**
 * Takes records in the order of time: a cycle record first, then the events of its first cycle. Later cycles of a
 * repeated record never have events. The views are valid only during the call.
 */
public interface RecordHandler {
    /**
     * The pins of one cycle, or of a stretch in which no pin changed.
     *
     * @param record view of the record
     */
    void onCycle(CycleRecordFlyweight record);

    /**
     * Something that happened in the first cycle of the record before.
     *
     * @param event view of the record
     */
    void onEvent(EventRecordFlyweight event);
}
