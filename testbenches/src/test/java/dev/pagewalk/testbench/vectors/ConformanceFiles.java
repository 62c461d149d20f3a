package dev.pagewalk.testbench.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The scenario files among the test resources, each parsed once per JVM. */
final class ConformanceFiles {
    static final String SEED_101 = "vectors-101.jsonl.gz";

    private static final Map<String, List<Scenario>> CACHE = new ConcurrentHashMap<>();

    private ConformanceFiles() {}

    static List<Scenario> read(String name) {
        return CACHE.computeIfAbsent(name, ConformanceFiles::parse);
    }

    private static List<Scenario> parse(String name) {
        List<Scenario> scenarios = new ArrayList<>();
        try (LineSource lines = LineSource.open(Path.of("src/test/resources/conformance", name))) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                scenarios.add(ScenarioParser.parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(scenarios);
    }

    /** Plays every scenario and stops at the first that fails. */
    static int play(String name, VectorTarget target) {
        ScenarioPlayer player = new ScenarioPlayer(target);
        int played = 0;
        for (Scenario scenario : read(name)) {
            List<OperationFailure> failures = player.play(scenario);
            if (!failures.isEmpty()) {
                throw new AssertionError(name + ": " + failures);
            }
            played++;
        }
        return played;
    }
}
