package dev.pagewalk.testbench.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the tests that name a code, by reading the test sources of the checkout. */
public final class TestIndex {
    private static final Pattern METHOD = Pattern.compile("\\bvoid\\s+(should\\w+)\\s*\\(");

    private final Path root;

    /** An index of the checkout at {@code root}. */
    public TestIndex(Path root) {
        this.root = root;
    }

    /** The tests that cite {@code code} as a whole word, as {@code Class.method} (or the class alone), sorted. */
    public List<String> find(String code) throws IOException {
        Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(code) + "(?![\\w-])", Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(TestIndex::isTest).sorted().toList()) {
                collect(file, word, found);
            }
        }
        return found.stream().distinct().toList();
    }

    private static boolean isTest(Path file) {
        String name = file.toString();
        return name.contains("/src/test/java/") && name.endsWith("Test.java");
    }

    private static void collect(Path file, Pattern word, List<String> found) throws IOException {
        String text = Files.readString(file);
        String owner = String.valueOf(file.getFileName()).replace(".java", "");
        Matcher citation = word.matcher(text);
        while (citation.find()) {
            found.add(owner + methodAround(text, citation.start()));
        }
    }

    /** The method whose annotation or body holds {@code position}: an annotation stands before its method. */
    private static String methodAround(String text, int position) {
        int lineStart = text.lastIndexOf('\n', position) + 1;
        boolean annotation = text.startsWith("@", lineStart + indent(text, lineStart));
        Matcher method = METHOD.matcher(text);
        String last = "";
        while (method.find()) {
            if (method.start() > position) {
                return annotation ? "." + method.group(1) : last;
            }
            last = "." + method.group(1);
        }
        return last;
    }

    private static int indent(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - from;
    }
}
