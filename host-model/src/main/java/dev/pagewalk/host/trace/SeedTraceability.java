package dev.pagewalk.host.trace;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table sentence → rules → tests → result → switch, made from the annotations of test classes. */
public final class SeedTraceability {

    private final Map<String, TreeSet<String>> testsBySentence = new TreeMap<>();

    /** Takes in the annotated methods of test classes. */
    public SeedTraceability(Collection<Class<?>> testClasses) {
        for (Class<?> testClass : testClasses) {
            for (Method method : testClass.getDeclaredMethods()) {
                for (Seed seed : method.getAnnotationsByType(Seed.class)) {
                    testsBySentence
                            .computeIfAbsent(seed.sentence(), id -> new TreeSet<>())
                            .add(testClass.getSimpleName() + "." + method.getName());
                }
            }
        }
    }

    /** Sentence ids that tests name, known or not. */
    public Collection<String> citedSentences() {
        return testsBySentence.keySet();
    }

    /** Tests of a sentence; empty if there is none. */
    public Collection<String> testsOf(String sentence) {
        return testsBySentence.getOrDefault(sentence, new TreeSet<>());
    }

    /**
     * The document in Markdown.
     *
     * @param results whether a test, named {@code Class.method}, passed; absent if it did not run
     */
    public String render(Map<String, Boolean> results) {
        StringBuilder text = new StringBuilder("# Seed traceability\n\n"
                + "Generated from `@Seed` annotations and test reports. `SeedTraceabilityTest` fails when it is stale,"
                + " when a sentence\nhas no test, or when a result is not `passed`.\n");
        SeedDocument current = null;
        for (SeedSentence sentence : SeedSentence.all()) {
            if (sentence.document() != current) {
                current = sentence.document();
                text.append("\n## Seed ").append(current.number()).append(": ").append(current.title());
                text.append("\n\nScenarios on the RTL that use its routines, not each sentence: ")
                        .append(scenarios(current))
                        .append(".");
                text.append("\n\n| sentence | states | rules | tests | result | switch |\n|---|---|---|---|---|---|\n");
            }
            text.append(row(sentence, results));
        }
        return text.toString();
    }

    private static String scenarios(SeedDocument document) {
        return document.scenarios().stream()
                .map(name -> "[%s](scenarios/%s.md)".formatted(name, name))
                .collect(Collectors.joining(", "));
    }

    private String row(SeedSentence sentence, Map<String, Boolean> results) {
        String tests = String.join("<br>", testsOf(sentence.id()));
        String reading = sentence.reading().isEmpty() ? "–" : sentence.reading();
        String rules = String.join(" ", sentence.rules());
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(sentence.id(), sentence.text(), rules, tests, result(sentence.id(), results), reading);
    }

    private String result(String sentence, Map<String, Boolean> results) {
        Collection<String> tests = testsOf(sentence);
        if (tests.isEmpty() || !results.keySet().containsAll(tests)) {
            return "not run";
        }
        return tests.stream().allMatch(results::get) ? "passed" : "failed";
    }
}
