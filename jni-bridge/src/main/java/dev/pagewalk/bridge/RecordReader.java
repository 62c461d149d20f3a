package dev.pagewalk.bridge;

import dev.pagewalk.bridge.nativeapi.ControlDescriptor;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;

import java.nio.ByteBuffer;

/**
 * The reading end of the record rings: one thread at a time, which need not be the thread that advances the model.
 * Room is given back after every batch.
 */
public final class RecordReader {
    private static final int GIVE_BACK_EVERY = 256;

    private final Rings rings;
    private final CycleLayout layout;
    private final CycleRecordFlyweight cycleView;
    private final EventRecordFlyweight eventView = new EventRecordFlyweight();
    private final ByteBuffer cycleBuffer;
    private final ByteBuffer eventBuffer;
    private long cycleTail;
    private long eventTail;
    private long eventHead;
    private long deliveredBefore;

    RecordReader(Rings rings, CycleLayout layout) {
        this.rings = rings;
        this.layout = layout;
        this.cycleView = new CycleRecordFlyweight(layout);
        this.cycleBuffer = rings.cycles.buffer();
        this.eventBuffer = rings.events.buffer();
    }

    /**
     * Layout of the cycle records.
     *
     * @return the layout
     */
    public CycleLayout layout() {
        return layout;
    }

    /**
     * Reads everything that native published: each cycle record, then the events of its first cycle.
     *
     * @param handler takes the records
     * @return how many records it took
     */
    public int read(RecordHandler handler) {
        // native writes the events of a cycle before it publishes the cycle, so events are read after
        long cycleHead = rings.control.acquire(ControlDescriptor.CYCLE_HEAD);
        eventHead = rings.control.acquire(ControlDescriptor.EVENT_HEAD);
        int records = readEvents(handler, deliveredBefore);
        int size = layout.size();
        while (cycleTail != cycleHead) {
            cycleView.wrap(cycleBuffer, (int) (cycleTail & rings.cycleMask) * size);
            deliveredBefore = cycleView.cycle() + cycleView.repeat();
            handler.onCycle(cycleView);
            cycleTail++;
            records += 1 + readEvents(handler, deliveredBefore);
            if ((cycleTail & GIVE_BACK_EVERY - 1) == 0) {
                giveBack();
            }
        }
        giveBack();
        return records;
    }

    /** Gives all room back without looking at the records; for measurements. */
    public void skip() {
        cycleTail = rings.control.acquire(ControlDescriptor.CYCLE_HEAD);
        eventTail = rings.control.acquire(ControlDescriptor.EVENT_HEAD);
        giveBack();
    }

    private int readEvents(RecordHandler handler, long before) {
        int records = 0;
        while (eventTail != eventHead) {
            eventView.wrap(eventBuffer, (int) (eventTail & rings.eventMask) * EventRecordDescriptor.SIZE);
            if (eventView.cycle() >= before) {
                break;
            }
            handler.onEvent(eventView);
            eventTail++;
            records++;
        }
        return records;
    }

    private void giveBack() {
        rings.control.release(ControlDescriptor.CYCLE_TAIL, cycleTail);
        rings.control.release(ControlDescriptor.EVENT_TAIL, eventTail);
    }
}
