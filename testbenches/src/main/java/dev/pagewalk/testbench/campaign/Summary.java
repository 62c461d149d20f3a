package dev.pagewalk.testbench.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of a campaign by configuration, for people and for machines. */
public final class Summary {
    private static final String TOTAL = "total";

    private static final class Row {
        private int seeds;
        private int failed;
        private long translations;
        private long cycles;
        private double seconds;
        private final Counts counts = new Counts();

        private void add(SeedResult result) {
            seeds++;
            failed += result.passed() ? 0 : 1;
            translations += result.translations();
            cycles += result.cycles();
            seconds += result.seconds();
            counts.addAll(result.counts());
        }

        private double rate() {
            return translations / Math.max(seconds, 1e-9);
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Row total = new Row();
    private final List<SeedResult> results = new ArrayList<>();

    /** Adds a result. */
    public synchronized void add(SeedResult result) {
        rows.computeIfAbsent(result.configuration(), name -> new Row()).add(result);
        total.add(result);
        results.add(result);
    }

    /** One line while it runs. */
    public synchronized String line(int seeds) {
        return total.seeds + " of " + seeds + " seeds, " + total.translations + " translations, " + total.failed
                + " failed";
    }

    /** True if no seed failed. */
    public boolean passed() {
        return total.failed == 0;
    }

    /** Prints the table; rates are per second of one job. */
    public void print(PrintWriter out) {
        out.printf(
                "%-8s %6s %6s %14s %14s %14s%n", "config", "seeds", "failed", "translations", "cycles", "per second");
        rows.forEach((name, row) -> print(out, name, row));
        print(out, TOTAL, total);
        out.println();
        total.counts.forEach((group, names) -> out.println(group + ": " + inWords(names)));
    }

    private static String inWords(Map<String, Long> names) {
        List<String> words = new ArrayList<>();
        names.forEach((name, times) -> words.add(name + " " + times));
        return String.join(", ", words);
    }

    private static void print(PrintWriter out, String name, Row row) {
        out.printf(
                "%-8s %6d %6d %14d %14d %14.0f%n",
                name, row.seeds, row.failed, row.translations, row.cycles, row.rate());
    }

    /** Writes everything as JSON. */
    public void write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("passed", passed());
        rows.forEach((name, row) -> put(root.withObject("/configs/" + name), row));
        put(root.putObject(TOTAL), total);
        ArrayNode list = root.putArray("results");
        results.forEach(result -> list.add(result.json()));
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void put(ObjectNode node, Row row) {
        node.put("seeds", row.seeds).put("failed", row.failed);
        node.put("translations", row.translations).put("cycles", row.cycles).put("perSecond", Math.round(row.rate()));
        row.counts.write(node.putObject("counts"));
    }
}
