package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Copies of records in the order in which they came, to be handed out later, again, or by another thread. Grows when it
 * must and keeps its room when it is cleared. Belongs to one thread at a time.
 *
 * <pre>
 *  cycles  | record 0 | record 1 | ... |           of {@link CycleLayout#size()} bytes
 *  events  | event 0 | event 1 | event 2 | ... |   of {@link EventRecordDescriptor#SIZE} bytes
 *  before  | 0 | 2 | ... |                         events that came before each cycle record
 * </pre>
 */
public final class RecordTape implements RecordHandler {
    private static final int FIRST_ROOM = 256;

    private final int size;
    private final CycleRecordFlyweight cycleView;
    private final EventRecordFlyweight eventView = new EventRecordFlyweight();
    private ByteBuffer cycles;
    private ByteBuffer events;
    private int[] before = new int[FIRST_ROOM];
    private int cycleCount;
    private int eventCount;
    private int cyclesPlayed;
    private int eventsPlayed;

    /** An empty tape for records of this layout. */
    public RecordTape(CycleLayout layout) {
        size = layout.size();
        cycleView = new CycleRecordFlyweight(layout);
        cycles = buffer(FIRST_ROOM * size);
        events = buffer(FIRST_ROOM * EventRecordDescriptor.SIZE);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        if (cycleCount == before.length) {
            before = Arrays.copyOf(before, cycleCount * 2);
            cycles = larger(cycles);
        }
        before[cycleCount] = eventCount;
        record.copyTo(cycles, cycleCount * size);
        cycleCount++;
    }

    @Override
    public void onEvent(EventRecordFlyweight event) {
        if ((eventCount + 1) * EventRecordDescriptor.SIZE > events.capacity()) {
            events = larger(events);
        }
        event.copyTo(events, eventCount * EventRecordDescriptor.SIZE);
        eventCount++;
    }

    private static ByteBuffer larger(ByteBuffer old) {
        return buffer(Math.multiplyExact(old.capacity(), 2)).put(0, old, 0, old.capacity());
    }

    /** Cycle records on it. */
    public int cycleRecords() {
        return cycleCount;
    }

    /** Records of both kinds on it. */
    public int records() {
        return cycleCount + eventCount;
    }

    /** Hands out everything that is on it, from its first record on. */
    public void play(RecordHandler handler) {
        cyclesPlayed = 0;
        eventsPlayed = 0;
        playTo(cycleCount, eventCount, handler);
    }

    /** Goes on handing out, up to these numbers of cycle records and events. */
    void playTo(int cycleEnd, int eventEnd, RecordHandler handler) {
        while (cyclesPlayed < cycleEnd) {
            playEvents(before[cyclesPlayed], handler);
            handler.onCycle(cycleView.wrap(cycles, cyclesPlayed * size));
            cyclesPlayed++;
        }
        playEvents(eventEnd, handler);
    }

    private void playEvents(int end, RecordHandler handler) {
        while (eventsPlayed < end) {
            handler.onEvent(eventView.wrap(events, eventsPlayed * EventRecordDescriptor.SIZE));
            eventsPlayed++;
        }
    }

    int eventRecords() {
        return eventCount;
    }

    /** Forgets everything. */
    void clear() {
        cycleCount = 0;
        eventCount = 0;
        cyclesPlayed = 0;
        eventsPlayed = 0;
    }
}
