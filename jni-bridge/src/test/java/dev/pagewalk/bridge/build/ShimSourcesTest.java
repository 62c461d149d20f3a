package dev.pagewalk.bridge.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class ShimSourcesTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/pagewalk/bridge/shim");

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void shouldListEverySourceInTheFolder() throws IOException {
        assertThat(ShimSources.all()).containsExactlyInAnyOrderElementsOf(files());
    }

    @Test
    void shouldExportAtMostFifteenFunctions() {
        String header = new String(ShimSources.content("pw_abi.h"), StandardCharsets.UTF_8);

        assertThat(Pattern.compile("^PW_API int pw_", Pattern.MULTILINE)
                        .matcher(header)
                        .results())
                .hasSizeLessThanOrEqualTo(15)
                .isNotEmpty();
    }
}
