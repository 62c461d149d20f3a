package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;

class GuideTest {
    private static final String FIRST_LINE = "public final class Lookup";

    @Test
    void shouldShowTheComponentThatTheTestsElaborate() throws IOException {
        String guide = Files.readString(Repository.root().resolve("docs/hdl-java.md"));
        String sample = Files.readString(
                        Repository.module().resolve("src/test/java/dev/pagewalk/hdl/spinal/samples/Lookup.java"))
                .replaceAll("(?m)^ *(/\\*\\*.*\\*/)\n", "");

        assertThat(guide).contains(sample.substring(sample.indexOf(FIRST_LINE)));
    }
}
