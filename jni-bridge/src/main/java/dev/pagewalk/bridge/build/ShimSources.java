package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The C++ sources of the shim, which travel as resources of this module. */
final class ShimSources {
    /** Compiled on their own, once per library. */
    static final List<String> UNITS =
            List.of("pw_model.cpp", "pw_api.cpp", "pw_hooks.cpp", "pw_journal.cpp", "pw_layout.cpp", "pw_memory.cpp");

    /** Included by the units. */
    static final List<String> HEADERS = List.of(
            "pw_abi.h",
            "pw_print.h",
            "pw_records.h",
            "pw_random.h",
            "pw_hash.h",
            "pw_hooks.h",
            "pw_memory.h",
            "pw_faults.h",
            "pw_journal.h",
            "pw_recorder.h",
            "pw_bench.h",
            "pw_mmio.h",
            "pw_host.h",
            "pw_device.h",
            "pw_device_write.h",
            "pw_ats.h",
            "pw_atomic.h",
            "pw_port.h",
            "pw_port_write.h",
            "pw_models.h",
            "pw_commands.h",
            "pw_wave.h",
            "pw_model.h");

    private static final String FOLDER = "/dev/pagewalk/bridge/shim/";

    private ShimSources() {}

    static List<String> all() {
        return Lists.join(UNITS, HEADERS);
    }

    static byte[] content(String name) {
        try (InputStream in = ShimSources.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("shim source missing: name=" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("shim source unreadable: name=" + name, e);
        }
    }

    static void copyTo(Path folder) throws IOException {
        for (String name : all()) {
            Files.write(folder.resolve(name), content(name));
        }
    }
}
