package dev.pagewalk.testbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

@Tag("smoke")
class BundleTest {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackWhatWasPutIn() throws IOException {
        Path journal = Files.writeString(folder.resolve("j"), "commands");
        Path bundle = Bundle.write(folder.resolve("deep/bundle.zip"), journal, Map.of("seed", "7"), "it failed");

        Map<String, String> facts = Bundle.read(bundle, folder.resolve("out"));

        assertThat(facts).containsEntry("seed", "7").containsEntry("format", "1");
        assertThat(folder.resolve("out").resolve(Bundle.JOURNAL)).hasContent("commands");
        assertThat(folder.resolve("out").resolve(Bundle.MESSAGE)).hasContent("it failed");
    }

    @Test
    void shouldBeTheSameFileForTheSameRun() throws IOException {
        Path journal = Files.writeString(folder.resolve("j"), "commands");
        Path first = Bundle.write(folder.resolve("a.zip"), journal, Map.of("seed", "7"), "it failed");
        Path second = Bundle.write(folder.resolve("b.zip"), journal, Map.of("seed", "7"), "it failed");

        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void shouldRefuseABundleWithoutJournal() throws IOException {
        Path bundle = Bundle.write(folder.resolve("a.zip"), folder.resolve("none"), Map.of(), "it failed");

        assertThatThrownBy(() -> Bundle.read(bundle, folder.resolve("out")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bundle lacks a part");
    }
}
