package dev.pagewalk.testbench.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts and, when asked, keeps the verdicts of one file as JSON:
 * {@code {"file","on","passed","failed","skipped",
 * "failures":[{"id","op","expected","actual","clause"}],"skips":[{"id","why"}]}}.
 * Details are spooled to temporary files, so that a long file does not fill the memory.
 */
public final class VectorReport implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String file;
    private final String on;
    private final Path failureSpool;
    private final Path skipSpool;
    private final Writer failures;
    private final Writer skips;
    private final Map<String, Integer> skippedByFeature = new TreeMap<>();
    private long passed;
    private long failed;
    private long skipped;
    private long malformed;

    /** A report; {@code keepDetails} says whether {@link #write} will be called. */
    public VectorReport(String file, String on, boolean keepDetails) throws IOException {
        this.file = file;
        this.on = on;
        failureSpool = keepDetails ? Files.createTempFile("pagewalk-failures", ".jsonl") : null;
        skipSpool = keepDetails ? Files.createTempFile("pagewalk-skips", ".jsonl") : null;
        failures = keepDetails ? Files.newBufferedWriter(failureSpool) : null;
        skips = keepDetails ? Files.newBufferedWriter(skipSpool) : null;
    }

    /** Counts a verdict and keeps its details. */
    public void add(Verdict verdict) {
        switch (verdict.kind()) {
            case PASSED -> passed++;
            case FAILED -> failed++;
            case SKIPPED -> addSkip(verdict);
            case MALFORMED -> {
                failed++;
                malformed++;
            }
        }
        if (failures != null) {
            for (OperationFailure failure : verdict.failures()) {
                spool(failures, describe(failure));
            }
        }
    }

    private void addSkip(Verdict verdict) {
        skipped++;
        for (String feature : verdict.missing()) {
            skippedByFeature.merge(feature, 1, Integer::sum);
        }
        if (skips != null) {
            Map<String, String> skip = new LinkedHashMap<>();
            skip.put("id", verdict.id());
            skip.put("why", why(verdict));
            spool(skips, skip);
        }
    }

    /** The reason of a skip in words. */
    static String why(Verdict verdict) {
        return "the target lacks "
                + String.join(", ", verdict.missing().stream().sorted().toList());
    }

    private static Map<String, String> describe(OperationFailure failure) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", failure.scenario());
        fields.put("op", failure.where());
        fields.put("expected", failure.mismatch().expected());
        fields.put("actual", failure.mismatch().actual());
        fields.put("clause", failure.mismatch().clause());
        return fields;
    }

    private static void spool(Writer writer, Map<String, String> fields) {
        try {
            writer.write(MAPPER.writeValueAsString(fields));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String file() {
        return file;
    }

    public long passed() {
        return passed;
    }

    /** Failed scenarios and malformed lines. */
    public long failed() {
        return failed;
    }

    public long skipped() {
        return skipped;
    }

    public long malformed() {
        return malformed;
    }

    /** Skipped scenarios by missing feature; a scenario that lacks two counts twice. */
    public Map<String, Integer> skippedByFeature() {
        return skippedByFeature;
    }

    /** Writes the report as one JSON object. */
    public void write(JsonGenerator json) throws IOException {
        failures.flush();
        skips.flush();
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeStringField("on", on);
        json.writeNumberField("passed", passed);
        json.writeNumberField("failed", failed);
        json.writeNumberField("skipped", skipped);
        copy(json, "failures", failureSpool);
        copy(json, "skips", skipSpool);
        json.writeEndObject();
    }

    private static void copy(JsonGenerator json, String name, Path spool) throws IOException {
        json.writeArrayFieldStart(name);
        try (BufferedReader lines = Files.newBufferedReader(spool)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                json.writeRawValue(line);
            }
        }
        json.writeEndArray();
    }

    /** Writes reports to a file: one object for one file, a list for several. */
    public static void writeAll(Path target, Iterable<VectorReport> reports, boolean several) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(target);
                JsonGenerator json = MAPPER.createGenerator(writer)) {
            if (several) {
                json.writeStartArray();
            }
            for (VectorReport report : reports) {
                report.write(json);
            }
            if (several) {
                json.writeEndArray();
            }
            json.writeRaw('\n');
        }
    }

    @Override
    public void close() throws IOException {
        if (failures != null) {
            failures.close();
            skips.close();
            Files.deleteIfExists(failureSpool);
            Files.deleteIfExists(skipSpool);
        }
    }
}
