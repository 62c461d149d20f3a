package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Shell scripts in the place of Verilator and the compiler, so that the steps around them are tested in no time. */
final class FakeTools {
    private static final String COMPILER =
            """
            for last in "$@"; do
              [ "$before" = -o ] && touch "$last"
              before=$last
            done
            """;

    private final Path folder;

    FakeTools(Path folder) {
        this.folder = folder;
    }

    Path script(String name, String body) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            Files.writeString(file, "#!/bin/sh\n" + body);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tools that leave a line in a log for every run of Verilator. */
    ToolChain working() {
        return with("");
    }

    /** Tools whose compiler does something first. */
    ToolChain with(String beforeCompiling) {
        Path verilator =
                script("verilator", "echo verilated >> " + log() + "\nmkdir -p generated\ntouch generated/PwTop.cpp\n");
        Path compiler = script("compiler", beforeCompiling + COMPILER);
        return new ToolChain(verilator.toString(), compiler.toString(), "5.006", "12.2.0", folder);
    }

    Path log() {
        return folder.resolve("log");
    }

    long verilations() {
        try {
            return Files.exists(log()) ? Files.readAllLines(log()).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
