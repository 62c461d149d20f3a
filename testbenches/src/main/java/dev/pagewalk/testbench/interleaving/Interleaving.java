package dev.pagewalk.testbench.interleaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What host, devices and memory do, and when: a value that can be written to a file, read and run again. With the same
 * configuration it gives the same run, cycle by cycle.
 *
 * @param seed of what the operations leave open: the pages of buffers, the memory's latencies, the data
 * @param stage how the domains are filled in hardware
 * @param domains how many
 * @param devices how many
 * @param operations in the order in which the host comes to them
 */
public record Interleaving(long seed, Stage stage, int domains, int devices, List<Operation> operations) {
    private static final String HEAD = "interleaving format=1";

    /** The stage that domains use. */
    public enum Stage {
        /** Second stage, tagged by GSCID. */
        SECOND,
        /** First stage, tagged by PSCID. */
        FIRST,
        /** Both kinds in turn. */
        MIXED
    }

    /** Copies the list. */
    public Interleaving {
        operations = List.copyOf(operations);
        if (domains < 1 || devices < 1) {
            throw new IllegalArgumentException("interleaving: domains=" + domains + ", devices=" + devices);
        }
    }

    /** The same with other operations. */
    public Interleaving with(List<Operation> others) {
        return new Interleaving(seed, stage, domains, devices, others);
    }

    /** A line of facts and a line per operation. */
    public String text() {
        StringBuilder text = new StringBuilder(HEAD)
                .append("\nseed=")
                .append(seed)
                .append("\nstage=")
                .append(stage)
                .append("\ndomains=")
                .append(domains)
                .append("\ndevices=")
                .append(devices)
                .append('\n');
        operations.forEach(
                operation -> text.append(OperationText.format(operation)).append('\n'));
        return text.toString();
    }

    /** Reads what {@link #text} wrote; anything else is an {@link IllegalArgumentException}. */
    public static Interleaving parse(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (lines.size() < 5 || !lines.get(0).equals(HEAD)) {
            throw new IllegalArgumentException("no interleaving: expected first line=" + HEAD);
        }
        List<Operation> operations = new ArrayList<>();
        lines.subList(5, lines.size()).forEach(line -> operations.add(OperationText.parse(line)));
        try {
            return new Interleaving(
                    Long.parseLong(fact(lines.get(1), "seed")),
                    Stage.valueOf(fact(lines.get(2), "stage")),
                    Integer.parseInt(fact(lines.get(3), "domains")),
                    Integer.parseInt(fact(lines.get(4), "devices")),
                    operations);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("interleaving: not a number: " + e.getMessage(), e);
        }
    }

    /** Reads a file. */
    public static Interleaving read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** Writes a file. */
    public Path write(Path file) throws IOException {
        return Files.writeString(file, text());
    }

    private static String fact(String line, String name) {
        if (!line.startsWith(name + "=")) {
            throw new IllegalArgumentException("interleaving: expected " + name + "=...: line=" + line);
        }
        return line.substring(name.length() + 1);
    }
}
