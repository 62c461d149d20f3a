package dev.pagewalk.bridge.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ports of an elaborated top, as {@code ports.json} states them in declaration order.
 *
 * @param module Verilog module name
 * @param configuration named configuration
 * @param parameters elaboration parameters as text, sorted by name
 * @param ports ports in declaration order
 */
public record PortList(String module, String configuration, Map<String, String> parameters, List<Port> ports) {
    /** The only format this bridge reads. */
    public static final int FORMAT = 1;

    private static final long MAX_FILE_BYTES = 4L << 20;

    /** Copies the collections and refuses a port that is declared twice. */
    public PortList {
        parameters = Map.copyOf(parameters);
        ports = List.copyOf(ports);
        Set<String> names = new HashSet<>();
        for (Port port : ports) {
            if (!names.add(port.name())) {
                throw new IllegalArgumentException("port declared twice: name=" + port.name());
            }
        }
    }

    /**
     * Reads a {@code ports.json}.
     *
     * @param file the file
     * @return the ports
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException with file and key if the content is not what it should be
     */
    public static PortList read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("ports file: too large: file=" + file + ", bytes=" + Files.size(file));
        }
        try {
            return parse(new ObjectMapper().readTree(Files.readString(file)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("ports file: not JSON: file=" + file + ", " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ports file: file=" + file + ", " + e.getMessage(), e);
        }
    }

    private static PortList parse(JsonNode root) {
        if (required(root, "format").asInt() != FORMAT) {
            throw new IllegalArgumentException("format: expected=" + FORMAT + ", actual="
                    + root.get("format").asText());
        }
        Map<String, String> parameters = new TreeMap<>();
        root.path("parameters").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            parameters.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
        });
        List<Port> ports = new ArrayList<>();
        for (JsonNode port : required(root, "ports")) {
            String direction = required(port, "direction").asText().toUpperCase(Locale.ROOT);
            ports.add(new Port(
                    required(port, "name").asText(),
                    PinDirection.valueOf(direction),
                    required(port, "width").asInt()));
        }
        return new PortList(
                required(root, "module").asText(),
                required(root, "configuration").asText(),
                parameters,
                ports);
    }

    private static JsonNode required(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            throw new IllegalArgumentException("missing key: key=" + key);
        }
        return value;
    }

    /**
     * A port by its name.
     *
     * @param name name in the Verilog
     * @return the port, if the top has it
     */
    public Optional<Port> port(String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }
}
