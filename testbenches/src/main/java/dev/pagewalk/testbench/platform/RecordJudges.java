package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.RecordHandler;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.EventRecordFlyweight;
import dev.pagewalk.testbench.judge.JudgePanel;
import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.judge.data.DataJudge;
import dev.pagewalk.testbench.judge.intent.IntentQueue;
import dev.pagewalk.testbench.judge.protocol.AxiRule;
import dev.pagewalk.testbench.judge.protocol.ProtocolJudge;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.translation.DesignFacts;
import dev.pagewalk.testbench.judge.translation.TranslationJudge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The judges that need no host: protocol, data and translation, over the records of any run of a model. A run of
 * vectors, a campaign or a replay hands its records in.
 */
public final class RecordJudges implements RecordHandler {
    private final BridgeSignals signals;
    private final BridgeRecords records;
    private final JudgePanel panel;
    private final TranslationJudge translation;
    private final Supplier<String> oldest;

    /** Judges for a model of this library; {@code waived} are rules that the stimulus breaks on purpose, by bus. */
    public RecordJudges(ModelLibrary library, long cycleLimit, Map<String, Set<AxiRule>> waived) {
        signals = new BridgeSignals(CycleLayout.of(library.ports()));
        ProtocolJudge protocol = new ProtocolJudge(signals, cycleLimit, waived);
        oldest = protocol::oldestTransaction;
        DataJudge data = DataJudge.withoutStimulus(signals, protocol::oldestTransaction);
        translation = new TranslationJudge(
                signals, DesignFacts.of(library.ports().parameters()), protocol::oldestTransaction, data);
        panel = new JudgePanel(new IntentQueue(() -> 0), List.of(protocol, data, translation));
        records = new BridgeRecords(signals, panel, new Completions());
    }

    @Override
    public void onCycle(CycleRecordFlyweight record) {
        records.onCycle(record);
    }

    @Override
    public void onEvent(EventRecordFlyweight event) {
        records.onEvent(event);
    }

    /** Adds somebody who sees every record after the judges, made for these pins. */
    public void observe(Function<Signals, RecordConsumer> observer) {
        panel.observe(observer.apply(signals));
    }

    /** A handler that gives every record to somebody else first. */
    public RecordHandler after(RecordHandler first) {
        return new RecordHandler() {
            @Override
            public void onCycle(CycleRecordFlyweight record) {
                first.onCycle(record);
                records.onCycle(record);
            }

            @Override
            public void onEvent(EventRecordFlyweight event) {
                first.onEvent(event);
                records.onEvent(event);
            }
        };
    }

    /** The judges. */
    public JudgePanel panel() {
        return panel;
    }

    /** Translations that were judged. */
    public long translations() {
        return translation.translations();
    }

    /** The oldest outstanding transaction in words, or {@code none}. */
    public String oldestTransaction() {
        return oldest.get();
    }

    /** The first violation so far, or null. */
    public Violation firstViolation() {
        return panel.firstViolation();
    }

    /** Ends the run at the last cycle that was seen. */
    public void finish() {
        records.catchUp();
        panel.finish(panel.cycle());
    }
}
