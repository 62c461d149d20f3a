package dev.pagewalk.testbench.bench;

import dev.pagewalk.bridge.build.ModelLibrary;
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
    private final Map<String, Function<Signals, Judge>> makers = new LinkedHashMap<>();

    JudgeMakers(ModelLibrary library, TrafficRecording recording) {
        Map<String, String> parameters = library.ports().parameters();
        makers.put("protocol", ProtocolJudge::new);
        makers.put("tableWrite", signals -> new TableWriteJudge(signals, () -> "none"));
        makers.put("data", signals -> {
            DataJudge data = new DataJudge(signals, () -> "none");
            recording.ask(data.stimulus());
            return data;
        });
        makers.put("translation", signals -> new TranslationJudge(signals, DesignFacts.of(parameters), () -> "none"));
        makers.put("ownership", signals -> new OwnershipJudge(() -> "none"));
    }

    /** A maker for each judge, by its name. */
    Map<String, Function<Signals, Judge>> each() {
        return makers;
    }

    /** One of each. */
    List<Judge> all(Signals signals) {
        return makers.values().stream().map(maker -> maker.apply(signals)).toList();
    }

    /** Refuses a measurement in which a judge judged nothing or found something. */
    static void requireQuiet(Judge judge) {
        if (!judge.violations().isEmpty() || judge.checks() == 0) {
            throw new IllegalStateException("benchmark judge: name=" + judge.name() + ", checks=" + judge.checks()
                    + ", violations=" + judge.violations());
        }
    }
}
