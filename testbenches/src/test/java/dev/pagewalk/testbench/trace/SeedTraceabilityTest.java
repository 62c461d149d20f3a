package dev.pagewalk.testbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.host.trace.SeedSentence;
import dev.pagewalk.host.trace.SeedTraceability;
import dev.pagewalk.host.trace.SentenceShown;
import dev.pagewalk.testbench.scenario.ScenarioOutcome;
import dev.pagewalk.testbench.scenario.ScenarioRuns;
import dev.pagewalk.testbench.scenario.Scenarios;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

class SeedTraceabilityTest {
    private static final String WRITE = "pagewalk.writeTraceability";
    private static final Path ROOT = Path.of(System.getProperty("pagewalk.root", ".."));
    private static final ModuleTests HOST = new ModuleTests(ROOT, "host-model");
    private static final ModuleTests OWN = new ModuleTests(ROOT, "testbenches");
    private static final SeedTraceability TRACEABILITY = new SeedTraceability();

    @BeforeAll
    static void collect() {
        TRACEABILITY.seedTests(HOST.classes()).seedTests(OWN.classes()).ruleTests(OWN.classes());
        names().forEach(name -> TRACEABILITY.shown(ScenarioRuns.of(name, 1).shown()));
    }

    static List<String> names() {
        return Scenarios.names();
    }

    @Test
    void shouldShowEverySentenceByAStepOfAScenarioOnTheRtl() {
        Set<String> known = SeedSentence.all().stream().map(SeedSentence::id).collect(Collectors.toSet());

        assertThat(TRACEABILITY.shownSentences()).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldShowTheSameForEverySeedAndPassWithEveryJudgeOn(String scenario) {
        ScenarioOutcome first = ScenarioRuns.of(scenario, 1);
        ScenarioOutcome second = ScenarioRuns.of(scenario, 7);

        assertThat(first.message()).isNull();
        assertThat(first.result().judges())
                .containsOnlyKeys("protocol", "tableWrite", "data", "translation", "ownership");
        assertThat(first.result().judges().values()).allMatch(checks -> checks > 0);
        assertThat(first.shown()).isNotEmpty().isEqualTo(second.shown());
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldDescribeEachStepAndTheWaveformOnThePageOfTheScenario(String scenario) throws IOException {
        ScenarioPage page = new ScenarioPage(ROOT.resolve("docs/scenarios/" + scenario + ".md"));
        Map<Integer, Set<String>> done = new TreeMap<>();
        for (int step = 1; step <= ScenarioRuns.of(scenario, 1).steps().size(); step++) {
            done.put(step, new TreeSet<>());
        }
        for (SentenceShown shown : ScenarioRuns.of(scenario, 1).shown()) {
            done.get(shown.step()).add(shown.sentence());
        }

        assertThat(page.sentences()).isEqualTo(done);
        assertThat(page.text()).contains("./pagewalk run " + scenario, "## What to see", "waveform");
        assertThat(Files.readString(ROOT.resolve("docs/index.md"))).contains("(scenarios/" + scenario + ".md)");
    }

    @Test
    void shouldCiteOnlyDocumentedRulesInTestsOnTheRtl() throws IOException {
        String rules = Files.readString(ROOT.resolve("docs/windows-semantics.md"));

        assertThat(TRACEABILITY.citedRules()).isNotEmpty().allSatisfy(rule -> assertThat(rules)
                .contains("| " + rule + " |"));
    }

    @Test
    void shouldMatchTheDocumentInTheRepositoryInWhichEveryTestPassed() throws IOException {
        Path path = ROOT.resolve("docs/seed-traceability.md");
        if (Boolean.getBoolean(WRITE)) {
            Map<String, Boolean> results = TestReports.results(HOST.reports());
            results.putAll(TestReports.results(OWN.reports()));
            Files.writeString(path, TRACEABILITY.render(results));
        }
        Map<String, Boolean> allPassed = new TreeMap<>();
        SeedSentence.all()
                .forEach(sentence -> TRACEABILITY.testsOf(sentence).forEach(test -> allPassed.put(test, true)));
        String expected = TRACEABILITY.render(allPassed);

        assertThat(expected).doesNotContain("| missing |");
        assertThat(Files.readString(path))
                .as("run all tests, then regenerate with -Dpagewalk.argLine=-D%s=true", WRITE)
                .isEqualTo(expected);
    }
}
