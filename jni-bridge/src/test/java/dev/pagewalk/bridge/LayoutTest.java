package dev.pagewalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pagewalk.bridge.build.ModelLibrary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class LayoutTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("F1")
    void shouldRefuseLibraryWhosePortsChangedWithTableOfDifferences() throws IOException {
        for (String name : List.of("model.so", "key")) {
            Files.copy(StandIn.library().folder().resolve(name), folder.resolve(name));
        }
        String ports = Files.readString(StandIn.library().folder().resolve("ports.json"));
        Files.writeString(
                folder.resolve("ports.json"),
                ports.replace(
                        "\"name\": \"irq\", \"direction\": \"out\", \"width\": 16",
                        "\"name\": \"irq\", \"direction\": \"out\", \"width\": 20"));
        ModelLibrary changed = ModelLibrary.load(folder);

        BridgeException refused =
                catchThrowableOfType(BridgeException.class, () -> Model.open(changed, new ModelContext()));

        assertThat(refused.status()).isEqualTo(BridgeStatus.LAYOUT);
        assertThat(refused.getMessage().lines().toList())
                .first()
                .isEqualTo("record layouts differ: rebuild the library:");
        assertThat(refused.getMessage()).containsPattern("pin irq +\\| offset \\d+ bytes 4 .*width 20 *\\| .*width 16");
    }

    @Test
    void shouldNameLinesThatOnlyOneSideHas() {
        BridgeException refused = catchThrowableOfType(
                BridgeException.class,
                () -> LayoutCheck.compare(List.of("abi 1", "event size 64"), List.of("abi 2", "event new 8")));

        assertThat(refused.getMessage().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("abi | 1 | 2", "event size | 64 | -", "event new | - | 8");
    }
}
