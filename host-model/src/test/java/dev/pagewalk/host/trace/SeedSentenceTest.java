package dev.pagewalk.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

class SeedSentenceTest {

    private final SeedTraceability traceability = new SeedTraceability().seedTests(TestClasses.all());

    @Test
    void shouldHaveATestForEverySentenceAndNoUnknownSentence() {
        TreeSet<String> known = new TreeSet<>();
        SeedSentence.all()
                .forEach(sentence -> assertThat(known.add(sentence.id())).isTrue());

        assertThat(traceability.citedSentences()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void shouldNameOnlyRulesThatTheSemanticsDocumentExplains() throws IOException {
        Path root = Path.of(System.getProperty("pagewalk.root", ".."));
        String rules = Files.readString(root.resolve("docs/windows-semantics.md"));

        for (SeedSentence sentence : SeedSentence.all()) {
            assertThat(sentence.rules()).allSatisfy(rule -> assertThat(rules).contains("| " + rule + " |"));
        }
    }

    @Test
    void shouldCallNoSentencePassedThatLacksAScenarioATestOrAResult() {
        SeedSentence sentence = SeedSentence.all().get(0);
        List<SentenceShown> shown = List.of(new SentenceShown(sentence.id(), "map-mdl-callback", 4, "a claim"));
        Map<String, Boolean> results = new TreeMap<>();
        traceability.testsOf(sentence).forEach(test -> results.put(test, true));

        assertThat(traceability.render(results)).doesNotContain("| passed |").contains("| none | missing |");
        assertThat(new SeedTraceability().shown(shown).render(results)).doesNotContain("| passed |");
        traceability.shown(shown);
        assertThat(traceability.render(Map.of())).contains("| not run |").doesNotContain("| passed |");
        assertThat(traceability.render(results))
                .containsOnlyOnce("| [map-mdl-callback](scenarios/map-mdl-callback.md) (4): a claim | passed |");
        results.replaceAll((test, passed) -> false);
        assertThat(traceability.render(results)).contains("| failed |").doesNotContain("| passed |");
    }
}
