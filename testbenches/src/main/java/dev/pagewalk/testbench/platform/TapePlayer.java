package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

/** Hands records to judges as a platform does, without a platform: from a tape, or as a model runs. */
public final class TapePlayer {
    private final BridgeSignals signals;

    /** A player for records of this library. */
    public TapePlayer(ModelLibrary library) {
        signals = new BridgeSignals(CycleLayout.of(library.ports()));
    }

    /** The pins in the records. */
    public Signals signals() {
        return signals;
    }

    /** A handler that hands every record on to the consumer. */
    public RecordHandler to(RecordConsumer consumer) {
        return new BridgeRecords(signals, consumer, new Completions());
    }
}
