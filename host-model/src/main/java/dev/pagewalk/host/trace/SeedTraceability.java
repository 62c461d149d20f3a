package dev.pagewalk.host.trace;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table sentence → rules → tests → scenario and step → result → switch, made from the annotations of test classes
 * and from what scenarios have shown.
 */
public final class SeedTraceability {

    private static final String HEAD =
            """


            | sentence | where | states | rules | tests | scenario (step) | result | switch |
            |---|---|---|---|---|---|---|---|
            """;

    private final Map<String, Set<String>> testsBySentence = new TreeMap<>();
    private final Map<String, Set<String>> testsByRule = new TreeMap<>();
    private final Map<String, List<SentenceShown>> shownBySentence = new TreeMap<>();

    /** Takes in the methods of test classes that name a sentence. */
    public SeedTraceability seedTests(Collection<Class<?>> testClasses) {
        for (Class<?> testClass : testClasses) {
            for (Method method : testClass.getDeclaredMethods()) {
                for (Seed seed : method.getAnnotationsByType(Seed.class)) {
                    add(testsBySentence, seed.sentence(), testClass, method);
                }
            }
        }
        return this;
    }

    /** Takes in the methods of test classes that name a rule; they count for every sentence with that rule. */
    public SeedTraceability ruleTests(Collection<Class<?>> testClasses) {
        for (Class<?> testClass : testClasses) {
            for (Method method : testClass.getDeclaredMethods()) {
                Rule rules = method.getAnnotation(Rule.class);
                for (String rule : rules == null ? new String[0] : rules.value()) {
                    add(testsByRule, rule, testClass, method);
                }
            }
        }
        return this;
    }

    /** Takes in what the steps of scenarios have shown. */
    public SeedTraceability shown(Collection<SentenceShown> sentences) {
        for (SentenceShown shown : sentences) {
            shownBySentence
                    .computeIfAbsent(shown.sentence(), id -> new ArrayList<>())
                    .add(shown);
        }
        return this;
    }

    private static void add(Map<String, Set<String>> to, String key, Class<?> testClass, Method method) {
        to.computeIfAbsent(key, id -> new TreeSet<>()).add(testClass.getSimpleName() + "." + method.getName());
    }

    /** Sentence ids that tests name, known or not. */
    public Collection<String> citedSentences() {
        return testsBySentence.keySet();
    }

    /** Sentence ids that scenarios have shown. */
    public Collection<String> shownSentences() {
        return shownBySentence.keySet();
    }

    /** Rule ids that tests taken in by {@link #ruleTests} name. */
    public Collection<String> citedRules() {
        return testsByRule.keySet();
    }

    /** Tests of a sentence: those that name it, and those that name one of its rules. */
    public Collection<String> testsOf(SeedSentence sentence) {
        TreeSet<String> tests = new TreeSet<>(testsBySentence.getOrDefault(sentence.id(), new TreeSet<>()));
        for (String rule : sentence.rules()) {
            tests.addAll(testsByRule.getOrDefault(rule, new TreeSet<>()));
        }
        return tests;
    }

    /**
     * The document in Markdown.
     *
     * @param results whether a test, named {@code Class.method}, passed; absent if it did not run
     */
    public String render(Map<String, Boolean> results) {
        StringBuilder text = new StringBuilder(
                """
                # Seed traceability

                Generated from `@Seed` and `@Rule` annotations, from runs of the scenarios on the RTL with every judge on, and from
                test reports. A scenario is named with the step (as `./pagewalk run NAME` numbers them) and the claim that was checked
                in it. `SeedTraceabilityTest` fails when a sentence has no test, no scenario or no result `passed`, when a scenario has
                no page, and when this file is stale. "Where" counts paragraphs (¶) and sentences (s.) in the seed document.
                """);
        SeedDocument current = null;
        for (SeedSentence sentence : SeedSentence.all()) {
            if (sentence.document() != current) {
                current = sentence.document();
                text.append("\n## Seed ").append(current.number()).append(": ").append(current.title());
                text.append(HEAD);
            }
            text.append(row(sentence, results));
        }
        return text.toString();
    }

    private String row(SeedSentence sentence, Map<String, Boolean> results) {
        return "| %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        sentence.id(),
                        sentence.where(),
                        sentence.text(),
                        String.join(" ", sentence.rules()),
                        String.join("<br>", testsOf(sentence)),
                        scenarios(sentence.id()),
                        result(sentence, results),
                        sentence.reading().isEmpty() ? "–" : sentence.reading());
    }

    /** One line per scenario and claim, with the first step that shows it. */
    private String scenarios(String sentence) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (SentenceShown shown : shownBySentence.getOrDefault(sentence, List.of())) {
            lines.putIfAbsent(
                    shown.scenario() + shown.claim(),
                    "[%s](scenarios/%s.md) (%d): %s"
                            .formatted(shown.scenario(), shown.scenario(), shown.step(), shown.claim()));
        }
        return lines.isEmpty() ? "none" : String.join("<br>", lines.values());
    }

    private String result(SeedSentence sentence, Map<String, Boolean> results) {
        Collection<String> tests = testsOf(sentence);
        if (tests.isEmpty() || !shownBySentence.containsKey(sentence.id())) {
            return "missing";
        }
        if (!results.keySet().containsAll(tests)) {
            return "not run";
        }
        return tests.stream().allMatch(results::get) ? "passed" : "failed";
    }
}
