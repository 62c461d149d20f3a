package dev.pagewalk.testbench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of a scenario: its table of steps, {@code | 5–8 | what happens | RSV-1, RSV-2 |}. */
final class ScenarioPage {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+)(?:–(\\d+))? \\| .+ \\| ([^|]*) \\|$");

    private final Map<Integer, Set<String>> sentences = new TreeMap<>();
    private final String text;

    ScenarioPage(Path file) throws IOException {
        text = Files.readString(file);
        Matcher rows = ROW.matcher(text);
        while (rows.find()) {
            int first = Integer.parseInt(rows.group(1));
            int last = rows.group(2) == null ? first : Integer.parseInt(rows.group(2));
            for (int step = first; step <= last; step++) {
                Set<String> named = new TreeSet<>();
                if (!rows.group(3).equals("–")) {
                    named.addAll(Set.of(rows.group(3).split(", ")));
                }
                sentences.put(step, named);
            }
        }
    }

    /** Sentence ids by number of the step. */
    Map<Integer, Set<String>> sentences() {
        return sentences;
    }

    String text() {
        return text;
    }
}
