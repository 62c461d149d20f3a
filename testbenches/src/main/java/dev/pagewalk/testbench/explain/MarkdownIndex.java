package dev.pagewalk.testbench.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what the documents say of a code: the list items that begin with it and the table rows that hold it in a cell
 * of its own.
 */
public final class MarkdownIndex {
    private static final Pattern ITEM = Pattern.compile("^\\s*[-*]\\s+.*");
    private static final Pattern ROW_RULE = Pattern.compile("^\\|[\\s:|-]+\\|?$");
    private static final Pattern DECORATION = Pattern.compile("[*`]");

    private final List<Path> documents;

    /** An index of the Markdown files below {@code folder}, in the order of their names. */
    public MarkdownIndex(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            documents = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** The passages for {@code code}, compared without regard to case. */
    public List<Passage> find(String code) throws IOException {
        List<Passage> found = new ArrayList<>();
        for (Path document : documents) {
            new Reader(document, code.toUpperCase(Locale.ROOT)).collect(found);
        }
        return found;
    }

    /** One pass over one document. */
    private static final class Reader {
        private final String document;
        private final List<String> lines;
        private final String code;
        private String heading = "";
        private List<String> columns = List.of();

        Reader(Path file, String code) throws IOException {
            document = String.valueOf(file.getFileName());
            lines = Files.readAllLines(file);
            this.code = code;
        }

        void collect(List<Passage> found) {
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                if (line.startsWith("#")) {
                    heading = line.replaceFirst("^#+\\s*", "");
                } else if (line.startsWith("|")) {
                    row(at, found);
                } else if (ITEM.matcher(line).matches() && firstWord(line).equals(code)) {
                    found.add(new Passage(document, at + 1, heading, item(at)));
                }
            }
        }

        private void row(int at, List<Passage> found) {
            List<String> cells = cells(lines.get(at));
            if (at + 1 < lines.size() && ROW_RULE.matcher(lines.get(at + 1)).matches()) {
                columns = cells;
            } else if (cells.stream().anyMatch(this::holdsCode)) {
                found.add(new Passage(document, at + 1, heading, describe(cells)));
            }
        }

        private boolean holdsCode(String cell) {
            return Stream.of(cell.split("[\\s/]+", -1)).limit(3).anyMatch(word -> word.toUpperCase(Locale.ROOT)
                            .equals(code))
                    && cell.length() < code.length() + 12;
        }

        private String describe(List<String> cells) {
            StringBuilder text = new StringBuilder();
            for (int cell = 0; cell < cells.size(); cell++) {
                if (!cells.get(cell).isEmpty()) {
                    String column = cell < columns.size() ? columns.get(cell) : "";
                    text.append(text.isEmpty() ? "" : "\n")
                            .append(column.isEmpty() ? "" : column + ": ")
                            .append(cells.get(cell));
                }
            }
            return text.toString();
        }

        private String item(int from) {
            int indent = indent(lines.get(from));
            int to = from + 1;
            while (to < lines.size() && !lines.get(to).isBlank() && indent(lines.get(to)) > indent) {
                to++;
            }
            return lines.subList(from, to).stream()
                    .map(line -> plain(line).strip())
                    .collect(Collectors.joining(" "))
                    .replaceFirst("^[-*]\\s+", "");
        }

        private static int indent(String line) {
            return line.length() - line.stripLeading().length();
        }

        private static String firstWord(String line) {
            String text = plain(line).strip().replaceFirst("^[-*]\\s+", "");
            return text.split("[\\s:,]", 2)[0].toUpperCase(Locale.ROOT);
        }

        private static List<String> cells(String line) {
            String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
            return Stream.of(inner.split("(?<!\\\\)\\|", -1))
                    .map(cell -> plain(cell).strip())
                    .toList();
        }

        private static String plain(String text) {
            return DECORATION.matcher(text).replaceAll("");
        }
    }
}
