package dev.pagewalk.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void shouldMatchTheDocumentInTheRepository() throws IOException {
        Path path = document("seed-traceability.md");
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(path, traceability.render());
        }

        assertThat(Files.readString(path))
                .as("regenerate with -Dpagewalk.argLine=-D%s=true", WRITE)
                .isEqualTo(traceability.render());
    }

    private static Path document(String name) {
        return Path.of(System.getProperty("pagewalk.root", ".."))
                .resolve("docs")
                .resolve(name);
    }
}
