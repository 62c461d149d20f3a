package dev.pagewalk.bridge;

import dev.pagewalk.bridge.build.BuildOptions;
import dev.pagewalk.bridge.build.ModelBuilder;
import dev.pagewalk.bridge.build.ModelLibrary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The small design that the tests of the bridge run, built by the same builder as the real one. */
public final class StandIn {
    /** Register that ends the run. */
    public static final int END = 0x108;
    /** Register that drives the interrupt wires. */
    public static final int INTERRUPTS = 0x100;
    /** Register that makes the walker port read. */
    public static final int WALK = 0x110;
    /** Register with what the walker port read. */
    public static final int WALK_DATA = 0x118;
    /** Register with response, poison and count of the walker port. */
    public static final int WALK_STATE = 0x120;
    /** Register with a counter that starts anywhere. */
    public static final int COUNTER = 0x128;
    /** Register with the canary input. */
    public static final int CANARY = 0x130;

    private static final List<String> FILES = List.of("StandIn.v", "ports.json", "waivers.vlt");

    private StandIn() {}

    /** Cache of the tests. */
    public static Path cache() {
        return Path.of("target", "test-models").toAbsolutePath();
    }

    /** Copies the published files. */
    public static Path publish(Path folder) {
        try {
            Files.createDirectories(folder);
            for (String name : FILES) {
                try (InputStream in = StandIn.class.getResourceAsStream("/standin/" + name)) {
                    Files.write(folder.resolve(name), in.readAllBytes());
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library with waveforms. */
    public static ModelLibrary library() {
        return Holder.LIBRARY;
    }

    /** Options of the test builds: warnings of the shim are errors. */
    public static BuildOptions options() {
        return BuildOptions.DEFAULT.withOptimisation("-O1").withStrictShim();
    }

    private static final class Holder {
        static final ModelLibrary LIBRARY = build();

        private static ModelLibrary build() {
            Path source = publish(cache().resolve("standin-source"));
            return new ModelBuilder(cache()).options(options()).build(source);
        }
    }
}
