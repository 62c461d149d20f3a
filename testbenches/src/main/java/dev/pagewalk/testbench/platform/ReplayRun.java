package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.Model;
import dev.pagewalk.bridge.Replay;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.PinField;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.EventView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Runs a journal again and hands its records to judges and observers; the host and its intents are not there. */
public final class ReplayRun {
    private final ModelLibrary library;
    private final CycleLayout layout;
    private final BridgeSignals signals;

    /** A replay on the library that the journal names. */
    public ReplayRun(ModelLibrary library) {
        this.library = library;
        layout = CycleLayout.of(library.ports());
        signals = new BridgeSignals(layout);
    }

    /** The pins in the records. */
    public Signals signals() {
        return signals;
    }

    /** The pins as they are laid out in the records. */
    public Iterable<PinField> pins() {
        return layout.pins().values();
    }

    /** Replays the journal; {@code setup} gets the model before its first cycle. */
    public Replay.Result run(Path journal, List<RecordConsumer> consumers, Consumer<Model> setup) {
        RecordConsumer all = new RecordConsumer() {
            @Override
            public void onCycle(CycleView pins) {
                consumers.forEach(consumer -> consumer.onCycle(pins));
            }

            @Override
            public void onEvent(EventView event) {
                consumers.forEach(consumer -> consumer.onEvent(event));
            }
        };
        return Replay.run(journal, library, new BridgeRecords(signals, all, new Completions()), setup);
    }
}
