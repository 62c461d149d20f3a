package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.JudgePanel;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Hands records to judges as a platform does, without a platform: from a tape, or as a model runs. */
public final class TapePlayer {
    private final CycleLayout layout;
    private final BridgeSignals signals;

    /** A player for records of this library. */
    public TapePlayer(ModelLibrary library) {
        layout = CycleLayout.of(library.ports());
        signals = new BridgeSignals(layout);
    }

    /** The pins in the records. */
    public Signals signals() {
        return signals;
    }

    /** Hands records to a panel that runs behind, in a thread of its own; closing it waits until all are judged. */
    public static final class Behind implements RecordHandler, AutoCloseable {
        private static final int STEP = 256;

        private final CheckerThread thread;
        private int records;

        private Behind(CheckerThread thread) {
            this.thread = thread;
        }

        @Override
        public void onCycle(CycleRecordFlyweight record) {
            if (++records % STEP == 0) {
                thread.endStep(new RunPoint(record.cycle(), 0, 0));
            }
            thread.records().onCycle(record);
        }

        @Override
        public void onEvent(EventRecordFlyweight event) {
            switch (event.kind()) {
                case MEMORY_READ, MEMORY_WRITE, POKE -> thread.records().onEvent(event);
                default -> {}
            }
        }

        @Override
        public void close() {
            thread.close();
            thread.throwFailure();
        }
    }

    /** A handler that judges behind the thread that calls it. */
    public Behind behind(JudgePanel panel) {
        return new Behind(new CheckerThread(layout, to(panel), panel::firstViolation));
    }

    /** A handler that hands every record on to the consumer. */
    public RecordHandler to(RecordConsumer consumer) {
        return new BridgeRecords(signals, consumer, new Completions());
    }
}
