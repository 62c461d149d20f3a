package dev.pagewalk.hdl.rtl.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of features and sizes in {@code docs/interfaces.md}, between their markers. */
public final class ParameterDocument {
    private static final String BEGIN = "<!-- parameters -->\n";
    private static final String END = "<!-- end of parameters -->";

    private ParameterDocument() {}

    /** Argument: the document whose marked part is written anew. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("argument: document to renew");
        }
        Path document = Path.of(arguments[0]);
        Files.writeString(document, renewed(Files.readString(document)));
    }

    /** A document with its marked part as it should be. */
    public static String renewed(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no place for the tables: markers=" + BEGIN.strip() + " " + END);
        }
        return document.substring(0, begin + BEGIN.length()) + tables() + document.substring(end);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        text.append(head("size", "range"));
        for (Size size : Size.values()) {
            String range = size.minimum() == size.maximum()
                    ? String.valueOf(size.minimum())
                    : size.minimum() + " to " + size.maximum() + (size.powerOfTwo() ? ", powers of 2" : "");
            text.append(row(size.label(), range, p -> String.valueOf(p.size(size))));
        }
        text.append('\n').append(head("feature", "needs"));
        for (Feature feature : Feature.values()) {
            if (feature != Feature.OBSERVATION && feature != Feature.CANARIES) {
                String needs = feature.requires().map(Feature::name).orElse("");
                text.append(row(feature.name(), needs, p -> p.has(feature) ? "yes" : ""));
            }
        }
        return text.toString();
    }

    private static String head(String first, String second) {
        NamedConfiguration[] all = NamedConfiguration.values();
        String names = Arrays.stream(all).map(c -> " `" + c.label() + "` |").collect(Collectors.joining());
        return "| " + first + " | " + second + " |" + names + "\n|---|---|" + "---|".repeat(all.length) + "\n";
    }

    private static String row(String name, String detail, Function<IommuParameters, String> cell) {
        String cells = Arrays.stream(NamedConfiguration.values())
                .map(c -> " " + cell.apply(c.parameters()) + " |")
                .collect(Collectors.joining());
        return "| `" + name + "` | " + detail + " |" + cells.replace("  |", " |") + "\n";
    }
}
