package dev.pagewalk.testbench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came of one seed.
 *
 * @param configuration label of the configuration
 * @param wanted translations that were asked for
 * @param hostile whether the tables were spoiled
 * @param library key of the simulated design
 * @param translations translations that were judged
 * @param seconds of wall time
 * @param hash record hash of the run
 * @param counts what was met
 * @param failure message of the failure, or {@code null}
 */
public record SeedResult(
        String configuration,
        long seed,
        long wanted,
        boolean hostile,
        String library,
        long translations,
        long cycles,
        double seconds,
        String hash,
        Counts counts,
        String failure) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** True if no judge complained. */
    public boolean passed() {
        return failure == null;
    }

    /** Whether this is the run that is asked for, of the same design. */
    boolean covers(Campaign.Job job, String design) {
        return configuration.equals(job.configuration())
                && seed == job.seed()
                && wanted == job.translations()
                && hostile == job.hostile()
                && library.equals(design);
    }

    /** As a JSON object. */
    ObjectNode json() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("config", configuration);
        node.put("seed", seed);
        node.put("wanted", wanted);
        node.put("hostile", hostile);
        node.put("library", library);
        node.put("translations", translations);
        node.put("cycles", cycles);
        node.put("seconds", Math.round(seconds * 1000) / 1000.0);
        node.put("hash", hash);
        counts.write(node.putObject("counts"));
        node.put("failure", failure);
        return node;
    }

    /** From a JSON object. */
    static SeedResult of(JsonNode node) {
        return new SeedResult(
                node.path("config").asText(),
                node.path("seed").asLong(),
                node.path("wanted").asLong(),
                node.path("hostile").asBoolean(),
                node.path("library").asText(),
                node.path("translations").asLong(),
                node.path("cycles").asLong(),
                node.path("seconds").asDouble(),
                node.path("hash").asText(),
                Counts.of(node.path("counts")),
                node.path("failure").isTextual() ? node.path("failure").asText() : null);
    }
}
