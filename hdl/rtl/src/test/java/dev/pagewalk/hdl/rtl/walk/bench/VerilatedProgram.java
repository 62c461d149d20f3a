package dev.pagewalk.hdl.rtl.walk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.spinal.Elaboration;
import dev.pagewalk.hdl.spinal.ElaborationOptions;
import dev.pagewalk.hdl.spinal.Netlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A component and a C++ main, built once by Verilator, that turns a script into reports. */
public final class VerilatedProgram {
    private static final Map<String, VerilatedProgram> BUILT = new ConcurrentHashMap<>();

    private final Path executable;

    private VerilatedProgram(Path executable) {
        this.executable = executable;
    }

    /**
     * Builds, or finds what was built before from the same sources.
     *
     * @param name of the build, for its directory; one for each component with its arguments
     * @param bench resource with the main function
     * @param component binary name
     */
    public static VerilatedProgram of(String name, String bench, String component, Object... arguments) {
        return BUILT.computeIfAbsent(name, n -> build(n, bench, component, arguments));
    }

    private static VerilatedProgram build(String name, String bench, String component, Object[] arguments) {
        try {
            Path directory = Path.of("target", "walk-bench", name).toAbsolutePath();
            Files.createDirectories(directory);
            Netlist netlist = Elaboration.generate(
                    ElaborationOptions.into(directory), List.of("dev.pagewalk.hdl.rtl"), component, arguments);
            Path main = directory.resolve("bench.cpp");
            try (InputStream source = VerilatedProgram.class.getResourceAsStream(bench)) {
                Files.write(main, source.readAllBytes());
            }
            String fingerprint = fingerprint(netlist.files().get(0), main);
            Path built = directory.resolve("built.sha256");
            Path executable = directory.resolve("objects").resolve("bench");
            if (Files.isExecutable(executable)
                    && Files.exists(built)
                    && Files.readString(built).equals(fingerprint)) {
                return new VerilatedProgram(executable);
            }
            run(
                    directory,
                    List.of(
                            "verilator",
                            "--cc",
                            "--exe",
                            "--build",
                            "-Wno-lint",
                            "--top-module",
                            netlist.top(),
                            "--Mdir",
                            "objects",
                            "-CFLAGS",
                            "-std=c++17 -O1",
                            "-o",
                            "bench",
                            netlist.files().get(0).toString(),
                            main.toString()));
            Files.writeString(built, fingerprint);
            return new VerilatedProgram(executable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all that a build depends on, but for the tools. */
    private static String fingerprint(Path... sources) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path source : sources) {
                digest.update(Files.readAllBytes(source));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    private static void run(Path directory, List<String> command) throws IOException {
        Path log = directory.resolve("build.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(await(process)).as("build log %s", log).isZero();
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a tool was running", e);
        }
    }

    /** What the program reports about a script, line by line. */
    public List<String> run(String script) {
        try {
            Path input = Files.createTempFile(executable.getParent(), "script", ".txt");
            Files.writeString(input, script);
            Process process = new ProcessBuilder(executable.toString())
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(await(process)).as("exit status, script %s", input).isZero();
            Files.delete(input);
            return output.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
