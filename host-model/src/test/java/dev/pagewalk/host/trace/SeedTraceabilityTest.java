package dev.pagewalk.host.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

class SeedTraceabilityTest {

    private static final String WRITE = "pagewalk.writeTraceability";

    private final SeedTraceability traceability = new SeedTraceability(testClasses());

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

    private static List<Class<?>> testClasses() {
        try {
            Path root = Path.of(SeedTraceabilityTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                List<Class<?>> classes = new ArrayList<>();
                for (Path file : files.filter(path -> path.toString().endsWith("Test.class"))
                        .toList()) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
                }
                return classes;
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException("cannot list the test classes", e);
        }
    }
}
