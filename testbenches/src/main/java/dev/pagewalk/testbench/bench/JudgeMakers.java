package dev.pagewalk.testbench.bench;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.judge.Judge;
import dev.pagewalk.testbench.judge.data.DataJudge;
import dev.pagewalk.testbench.judge.ownership.OwnershipJudge;
import dev.pagewalk.testbench.judge.protocol.ProtocolJudge;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.judge.table.TableWriteJudge;
import dev.pagewalk.testbench.judge.translation.DesignFacts;
import dev.pagewalk.testbench.judge.translation.TranslationJudge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the judges of a recording, fresh for each turn. */
final class JudgeMakers {
    private final GoldenConfig config;
    private final TrafficRecording recording;

    JudgeMakers(ModelLibrary library, TrafficRecording recording) {
        config = DesignFacts.of(library.ports().parameters());
        this.recording = recording;
    }

    /** A maker of each judge alone, by its name, after one that judges nothing. */
    Map<String, Function<Signals, List<Judge>>> each() {
        Map<String, Function<Signals, List<Judge>>> makers = new LinkedHashMap<>();
        makers.put(JudgeBenchmark.READING, signals -> List.of(new PinReader(signals)));
        makers.put("protocol", signals -> List.of(new ProtocolJudge(signals)));
        makers.put("tableWrite", signals -> List.of(new TableWriteJudge(signals, JudgeMakers::nothing)));
        makers.put("data", signals -> List.of(data(signals)));
        makers.put("translation", signals -> List.of(new TranslationJudge(signals, config, JudgeMakers::nothing)));
        makers.put("ownership", signals -> List.of(new OwnershipJudge(JudgeMakers::nothing)));
        return makers;
    }

    private DataJudge data(Signals signals) {
        DataJudge data = new DataJudge(signals, JudgeMakers::nothing);
        recording.ask(data.stimulus());
        return data;
    }

    /** One of each, as a platform has them. */
    List<Judge> all(Signals signals) {
        DataJudge data = data(signals);
        return List.of(
                new ProtocolJudge(signals),
                new TableWriteJudge(signals, JudgeMakers::nothing),
                data,
                new TranslationJudge(signals, config, JudgeMakers::nothing, data),
                new OwnershipJudge(JudgeMakers::nothing));
    }

    /** Nobody knows the oldest transaction: no message is wanted. */
    private static String nothing() {
        return "none";
    }

    /** Refuses a measurement in which a judge judged nothing or found something. */
    static void requireQuiet(Judge judge) {
        if (!judge.violations().isEmpty() || judge.checks() == 0) {
            throw new IllegalStateException("benchmark judge: name=" + judge.name() + ", checks=" + judge.checks()
                    + ", violations=" + judge.violations());
        }
    }
}
