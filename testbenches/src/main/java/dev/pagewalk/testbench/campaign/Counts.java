package dev.pagewalk.testbench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** How often something happened in a run: by group, such as {@code cause}, and name inside it. */
public final class Counts {
    private final Map<String, Map<String, Long>> groups = new TreeMap<>();

    /** Counts one more. */
    void add(String group, String name) {
        add(group, name, 1);
    }

    /** Counts some more. */
    void add(String group, String name, long times) {
        groups.computeIfAbsent(group, unused -> new TreeMap<>()).merge(name, times, Long::sum);
    }

    /** Counts everything of another run, too. */
    void addAll(Counts other) {
        other.forEach((group, names) -> names.forEach((name, times) -> add(group, name, times)));
    }

    /** How often it happened. */
    public long of(String group, String name) {
        return groups.getOrDefault(group, Map.of()).getOrDefault(name, 0L);
    }

    /** Every group in alphabetical order. */
    void forEach(BiConsumer<String, Map<String, Long>> visitor) {
        groups.forEach(visitor);
    }

    /** As a JSON object of objects. */
    void write(ObjectNode node) {
        forEach((group, names) -> {
            ObjectNode object = node.putObject(group);
            names.forEach(object::put);
        });
    }

    /** From a JSON object; nothing if there is none. */
    static Counts of(JsonNode node) {
        Counts counts = new Counts();
        for (Map.Entry<String, JsonNode> group : node.properties()) {
            for (Map.Entry<String, JsonNode> name : group.getValue().properties()) {
                counts.add(group.getKey(), name.getKey(), name.getValue().asLong());
            }
        }
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts counts && groups.equals(counts.groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    @Override
    public String toString() {
        return groups.toString();
    }
}
