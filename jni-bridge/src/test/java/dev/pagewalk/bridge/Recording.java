package dev.pagewalk.bridge;

import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventKind;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Keeps all events and counts the cycles; checks the order that a reader is promised. */
public final class Recording implements RecordHandler {
    private final List<EventRecordFlyweight> events = new ArrayList<>();
    private long nextCycle = -1;
    private long cycles;
    private long recordStart;
    private int records;

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        if (nextCycle >= 0 && record.cycle() != nextCycle) {
            throw new AssertionError("gap in the records: expected=" + nextCycle + ", actual=" + record.cycle());
        }
        recordStart = record.cycle();
        nextCycle = record.cycle() + record.repeat();
        cycles += record.repeat();
        records++;
    }

    @Override
    public void onEvent(EventRecordFlyweight event) {
        if (event.cycle() != recordStart) {
            throw new AssertionError(
                    "event not in the first cycle of its record: record=" + recordStart + ", " + event.format());
        }
        ByteBuffer copy = ByteBuffer.allocate(EventRecordDescriptor.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        event.copyTo(copy, 0);
        events.add(new EventRecordFlyweight().wrap(copy, 0));
    }

    /** All events. */
    public List<EventRecordFlyweight> events() {
        return events;
    }

    /** Events of one kind. */
    public List<EventRecordFlyweight> events(EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    /** Completion of a command. */
    public EventRecordFlyweight completion(int tag) {
        return events(EventKind.COMPLETION).stream()
                .filter(event -> event.tag() == tag)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no completion: tag=" + tag));
    }

    /** Cycles that the records stand for. */
    public long cycles() {
        return cycles;
    }

    /** Cycle records. */
    public int records() {
        return records;
    }
}
