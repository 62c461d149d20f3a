package dev.pagewalk.testbench.area;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Measured areas in one JSON file, by family and subject; a measurement holds as long as its netlist is the same. */
public final class AreaStore {
    private final Path file;
    private final Map<Family, Map<String, AreaResult>> results = new EnumMap<>(Family.class);
    private String tool = "";

    /** The store in a file; empty if there is none. */
    public static AreaStore open(Path file) throws IOException {
        AreaStore store = new AreaStore(file);
        if (Files.isRegularFile(file)) {
            store.read(JsonMapper.builder().build().readTree(file.toFile()));
        }
        return store;
    }

    private AreaStore(Path file) {
        this.file = file;
        for (Family family : Family.values()) {
            results.put(family, new TreeMap<>());
        }
    }

    private void read(JsonNode root) {
        tool = root.path("tool").asText();
        for (Family family : Family.values()) {
            root.path(key(family)).properties().forEach(e -> results.get(family)
                    .put(e.getKey(), AreaResult.of(e.getValue())));
        }
    }

    private static String key(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }

    /** What measured, such as {@code Yosys 0.23}. */
    public String tool() {
        return tool;
    }

    /** Names what measures from now on. */
    public void tool(String name) {
        tool = name;
    }

    /** The last measurement of a subject. */
    public Optional<AreaResult> result(Family family, String label) {
        return Optional.ofNullable(results.get(family).get(label));
    }

    /** Keeps a measurement and writes the file, so that an interrupted run loses nothing. */
    public void put(Family family, String label, AreaResult result) throws IOException {
        results.get(family).put(label, result);
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("tool", tool);
        results.forEach((each, byLabel) -> {
            ObjectNode node = root.putObject(key(each));
            byLabel.forEach((name, value) -> node.set(name, value.json()));
        });
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(root) + "\n");
    }
}
