package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.record.AxiResponse;
import dev.pagewalk.bridge.record.CycleRecordDescriptor;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordDescriptor;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventKind;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.MemoryPort;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;

/**
 * Turns the bridge's records into those that judges take: a stretch of cycles with a handshake is handed out cycle by
 * cycle, memory events go to the judges, and what concerns commands goes to the completions.
 */
final class BridgeRecords implements RecordHandler {
    private static final MemoryPort[] PORTS = MemoryPort.values();

    private final RecordConsumer judges;
    private final Completions completions;
    private final Pins pins;
    private final Event event = new Event();
    private RecordHandler tap;
    /** Cycles of the last record that judges have not seen yet: the events of its first cycle come before them. */
    private int unseen;

    BridgeRecords(BridgeSignals signals, RecordConsumer judges, Completions completions) {
        pins = new Pins(signals);
        this.judges = judges;
        this.completions = completions;
    }

    /** Gives every record to this handler first. */
    void tap(RecordHandler handler) {
        tap = handler;
    }

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        if (tap != null) {
            tap.onCycle(record);
        }
        catchUp();
        pins.take(record);
        int repeat = record.repeat();
        if (pins.moving() == 0 || repeat == 1) {
            pins.repeat = repeat;
            judges.onCycle(pins);
            return;
        }
        pins.repeat = 1;
        judges.onCycle(pins);
        unseen = repeat - 1;
    }

    /** Shows the rest of a record that stands for several cycles; to be called once more after the last record. */
    void catchUp() {
        for (; unseen > 0; unseen--) {
            pins.cycle++;
            judges.onCycle(pins);
        }
    }

    @Override
    public void onEvent(EventRecordFlyweight record) {
        if (tap != null) {
            tap.onEvent(record);
        }
        switch (record.kind()) {
            case MEMORY_READ -> memory(record, EventKind.MEMORY_READ);
            case MEMORY_WRITE -> memory(record, EventKind.MEMORY_WRITE);
            case POKE -> {
                event.record = record;
                event.kind = EventKind.POKE;
                event.port = MemoryPort.HOST;
                judges.onEvent(event);
            }
            default -> completions.onEvent(record);
        }
    }

    private void memory(EventRecordFlyweight record, EventKind kind) {
        event.record = record;
        event.kind = kind;
        event.port = PORTS[record.port()];
        judges.onEvent(event);
    }

    /** The words of one record, copied once because judges look at many pins. */
    private static final class Pins implements CycleView {
        private final BridgeSignals signals;
        private final long[] words;
        private long cycle;
        private int repeat;

        Pins(BridgeSignals signals) {
            this.signals = signals;
            words = new long[signals.words() + 1];
        }

        void take(CycleRecordFlyweight record) {
            record.copyWords(words, signals.words());
            cycle = words[CycleRecordDescriptor.CYCLE / Long.BYTES];
        }

        @Override
        public long cycle() {
            return cycle;
        }

        @Override
        public int repeat() {
            return repeat;
        }

        @Override
        public long valid() {
            return words[CycleRecordDescriptor.VALID / Long.BYTES];
        }

        @Override
        public long ready() {
            return words[CycleRecordDescriptor.READY / Long.BYTES];
        }

        @Override
        public long value(int signal) {
            return signals.value(words, signal);
        }

        @Override
        public long word(int index) {
            return words[index];
        }
    }

    private static final class Event implements EventView {
        private EventRecordFlyweight record;
        private EventKind kind;
        private MemoryPort port;

        @Override
        public long cycle() {
            return record.cycle();
        }

        @Override
        public EventKind kind() {
            return kind;
        }

        @Override
        public MemoryPort port() {
            return port;
        }

        @Override
        public long address() {
            return record.address();
        }

        @Override
        public long data() {
            return record.data();
        }

        @Override
        public int strobe() {
            return (int) record.extra();
        }

        @Override
        public int id() {
            return record.id();
        }

        @Override
        public int beat() {
            return record.beat();
        }

        @Override
        public boolean isExclusive() {
            return record.has(EventRecordDescriptor.FLAG_EXCLUSIVE);
        }

        @Override
        public boolean isPoison() {
            return record.has(EventRecordDescriptor.FLAG_POISON);
        }

        @Override
        public boolean isError() {
            AxiResponse response = record.response();
            return response == AxiResponse.SLVERR || response == AxiResponse.DECERR;
        }

        @Override
        public long user() {
            return record.user() & 0xffff_ffffL;
        }

        @Override
        public boolean isOkay() {
            if (kind == EventKind.MEMORY_WRITE) {
                return record.has(EventRecordDescriptor.FLAG_COMMITTED);
            }
            AxiResponse response = record.response();
            boolean sound = !record.has(EventRecordDescriptor.FLAG_POISON);
            return sound && (response == AxiResponse.OKAY || response == AxiResponse.EXOKAY);
        }
    }
}
