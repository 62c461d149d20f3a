package dev.pagewalk.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

class SeedTraceabilityTest {

    private static final String WRITE = "pagewalk.writeTraceability";

    private final SeedTraceability traceability = new SeedTraceability(TestClasses.all());

    @Test
    void shouldHaveATestForEverySentenceAndNoUnknownSentence() {
        TreeSet<String> known = new TreeSet<>();
        SeedSentence.all().forEach(sentence -> known.add(sentence.id()));

        assertThat(traceability.citedSentences()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void shouldNameOnlyRulesThatTheSemanticsDocumentExplains() throws IOException {
        String rules = Files.readString(document("windows-semantics.md"));

        for (SeedSentence sentence : SeedSentence.all()) {
            assertThat(sentence.rules()).allSatisfy(rule -> assertThat(rules).contains("| " + rule + " |"));
        }
    }

    @Test
    void shouldMatchTheDocumentInTheRepositoryInWhichEveryTestPassed() throws IOException {
        Path path = document("seed-traceability.md");
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(path, traceability.render(TestReports.results(Path.of("target", "surefire-reports"))));
        }
        Map<String, Boolean> allPassed = new TreeMap<>();
        SeedSentence.all()
                .forEach(sentence -> traceability.testsOf(sentence.id()).forEach(test -> allPassed.put(test, true)));

        assertThat(Files.readString(path))
                .as("run all tests, then regenerate with -Dpagewalk.argLine=-D%s=true", WRITE)
                .isEqualTo(traceability.render(allPassed));
    }

    @Test
    void shouldNotCallASentenceWithoutAResultPassed() {
        assertThat(traceability.render(Map.of())).contains("| not run |").doesNotContain("| passed |");
        Map<String, Boolean> oneFailed =
                Map.of(traceability.testsOf("MDLR-6").iterator().next(), false);
        assertThat(traceability.render(oneFailed)).containsOnlyOnce("| failed |");
    }

    private static Path document(String name) {
        return Path.of(System.getProperty("pagewalk.root", ".."))
                .resolve("docs")
                .resolve(name);
    }
}
