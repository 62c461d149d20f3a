package dev.pagewalk.testbench.canary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Results of a campaign as a table for people, as Markdown for the documents, and as JSON. */
public final class CanaryReport {
    private static final int RULE_WIDTH = 130;
    private static final String NOBODY = "NOBODY";

    private final Map<String, Catch> control;
    private final Collection<CanaryResult> results;
    private final boolean controlled;

    /**
     * A report.
     *
     * @param control what was found without a bug
     * @param results in the order of the table
     */
    public CanaryReport(Map<String, Catch> control, Collection<CanaryResult> results) {
        this(control, results, true);
    }

    private CanaryReport(Map<String, Catch> control, Collection<CanaryResult> results, boolean controlled) {
        this.control = new TreeMap<>(control);
        this.results = results;
        this.controlled = controlled;
    }

    /** A report of a campaign that left the healthy design out. */
    public static CanaryReport withoutControl(Collection<CanaryResult> results) {
        return new CanaryReport(Map.of(), results, false);
    }

    /** True if every bug was caught and the healthy design, if it was run, passed. */
    public boolean passed() {
        return control.isEmpty() && caught() == results.size();
    }

    /** Bugs that somebody caught. */
    public long caught() {
        return results.stream().filter(result -> result.caught().isPresent()).count();
    }

    /** Prints the table. */
    public void print(PrintWriter out) {
        out.printf("%-27s %-26s %-14s %9s  %-28s %s%n", "planted bug", "in", "caught by", "cycles", "running", "rule");
        for (CanaryResult result : results) {
            Catch caught = result.caught().orElse(new Catch(NOBODY, "", "", "", -1));
            out.printf(
                    "%-27s %-26s %-14s %9s  %-28s %s%n",
                    result.bug().name(),
                    result.bug().where(),
                    caught.by(),
                    cycles(caught),
                    caught.stimulus(),
                    shortened(caught.rule()) + (caught.clause().isEmpty() ? "" : " " + clause(caught)));
        }
        control.forEach((name, found) ->
                out.println("healthy control failed: " + name + ": " + found.by() + ": " + found.rule()));
        out.println(caught() + " of " + results.size() + " planted bugs caught; control " + verdict());
        out.flush();
    }

    private String verdict() {
        if (!controlled) {
            return "not run";
        }
        return control.isEmpty() ? "passed" : "FAILED";
    }

    /** The table as Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder(
                """
                | planted bug | in | what is wrong | caught by | running | cycles | rule |
                |---|---|---|---|---|---|---|
                """);
        for (CanaryResult result : results) {
            Catch caught = result.caught().orElse(new Catch(NOBODY, "", "", "", -1));
            text.append("| `%s` | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            result.bug().name(),
                            result.bug().where(),
                            cell(result.bug().meaning()),
                            caught.by(),
                            caught.stimulus(),
                            cycles(caught),
                            cell(shortened(caught.rule()) + " " + clause(caught))));
        }
        return text.toString();
    }

    /** Writes JSON. */
    public void write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("passed", passed());
        root.put("controlled", controlled);
        root.put("caught", caught());
        root.put("planted", results.size());
        ArrayNode bugs = root.putArray("bugs");
        for (CanaryResult result : results) {
            ObjectNode bug = bugs.addObject();
            bug.put("name", result.bug().name());
            bug.put("place", result.bug().place().label());
            bug.put("where", result.bug().where());
            bug.put("meaning", result.bug().meaning());
            bug.put("caught", result.caught().isPresent());
            result.caught().ifPresent(caught -> describe(bug, caught));
        }
        ArrayNode failures = root.putArray("control");
        control.forEach((name, caught) -> describe(failures.addObject().put("run", name), caught));
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void describe(ObjectNode node, Catch caught) {
        node.put("by", caught.by());
        node.put("rule", caught.rule());
        node.put("clause", caught.clause());
        node.put("stimulus", caught.stimulus());
        node.put("cycles", caught.cycles());
    }

    /** Exceptions have no cycle. */
    private static String cycles(Catch caught) {
        return caught.cycles() < 0 ? "-" : Long.toString(caught.cycles());
    }

    private static String clause(Catch caught) {
        return caught.clause().startsWith("[") ? caught.clause() : "[" + caught.clause() + "]";
    }

    private static String shortened(String rule) {
        String line = rule.lines().findFirst().orElse("");
        return line.length() <= RULE_WIDTH ? line : line.substring(0, RULE_WIDTH) + "…";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
