package dev.pagewalk.host.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A sentence of a seed document that states a behaviour.
 *
 * @param id such as {@code MDL-7}; the prefix names the document
 * @param where place in the document: heading or paragraph, and sentence
 * @param text the statement in our own words
 * @param rules rule ids of {@code docs/windows-semantics.md}
 * @param reading switch under which it holds, empty for the default
 */
public record SeedSentence(String id, String where, String text, List<String> rules, String reading) {

    private static final String RESOURCE = "seed-sentences.txt";
    private static final int FIELDS = 5;

    /** Every behavioural sentence, in the order of the documents. */
    public static List<SeedSentence> all() {
        InputStream stream = Objects.requireNonNull(SeedSentence.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(SeedSentence::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document that the sentence is from. */
    public SeedDocument document() {
        return switch (id.substring(0, id.indexOf('-'))) {
            case "MDLR" -> SeedDocument.MM_MDL_ROUTINE;
            case "DXGK" -> SeedDocument.DXGKCB_MAPMDLTOIOMMU;
            case "MMLP" -> SeedDocument.MM_MAP_LOCKED_PAGES;
            case "MDL" -> SeedDocument.USING_MDLS;
            case "RSV" -> SeedDocument.RESERVED_MAPPING;
            default -> throw new IllegalStateException("no document for sentence: id=" + id);
        };
    }

    private static SeedSentence parse(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != FIELDS) {
            throw new IllegalStateException("malformed sentence: line=" + line);
        }
        return new SeedSentence(
                fields[0].strip(),
                fields[1].strip(),
                fields[2].strip(),
                List.of(fields[3].strip().split(" ")),
                fields[4].strip());
    }
}
