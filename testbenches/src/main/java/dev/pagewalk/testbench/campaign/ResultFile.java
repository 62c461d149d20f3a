package dev.pagewalk.testbench.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results as they come, a JSON object per line, so that a run that is killed loses only the seeds under way. */
public final class ResultFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    /** A file that need not be there. */
    public ResultFile(Path file) {
        this.file = file;
    }

    /** What earlier runs left; a last line that was cut off is left out. */
    public List<SeedResult> read() throws IOException {
        List<SeedResult> results = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                parse(line).ifPresent(results::add);
            }
        }
        return results;
    }

    /** Empty for a line that was being written when a run was killed: its seed runs again. */
    private static Optional<SeedResult> parse(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(SeedResult.of(MAPPER.readTree(line)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Forgets what earlier runs left. */
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Adds a result; it is on its own line even after one that was cut off. */
    public synchronized void append(SeedResult result) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String line = "\n" + MAPPER.writeValueAsString(result.json());
        Files.write(file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
