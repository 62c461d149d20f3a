package dev.pagewalk.testbench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run has to say to machines.
 *
 * @param judges number of checks by name of the judge
 */
public record RunResult(
        String scenario,
        String config,
        long seed,
        long cycles,
        long translations,
        long faults,
        long pteStores,
        Map<String, Long> judges,
        boolean passed) {
    /** Writes the result as JSON. */
    public void write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("scenario", scenario);
        root.put("config", config);
        root.put("seed", seed);
        root.put("cycles", cycles);
        root.put("translations", translations);
        root.put("faults", faults);
        root.put("pteStores", pteStores);
        ObjectNode checks = root.putObject("judges");
        judges.forEach(checks::put);
        root.put("passed", passed);
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
