package dev.pagewalk.testbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the launcher in a folder of its own, on a machine whose tools are scripts. */
final class LauncherSandbox {
    private static final List<String> BORROWED = List.of(
            "bash",
            "sh",
            "env",
            "uname",
            "sed",
            "head",
            "tail",
            "sort",
            "find",
            "mktemp",
            "mkdir",
            "mv",
            "rm",
            "cat",
            "flock",
            "sleep",
            "grep",
            "dirname",
            "readlink",
            "nproc",
            "touch");

    private final Path root;
    private final Path tools;

    LauncherSandbox(Path root) throws IOException {
        this.root = root;
        tools = Files.createDirectories(root.resolve("machine"));
        Path repository = Path.of(System.getProperty("pagewalk.root"));
        Files.copy(repository.resolve("pagewalk"), root.resolve("pagewalk"));
        Files.copy(repository.resolve("pom.xml"), root.resolve("pom.xml"));
        for (String folder : List.of(".mvn", "hdl", "jni-bridge", "host-model", "testbenches")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String name : BORROWED) {
            tool(name, "exec " + systemTool(name) + " \"$@\"");
        }
    }

    private static Path systemTool(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    /** Puts a tool on the machine that runs {@code body} in a shell. */
    LauncherSandbox tool(String name, String body) throws IOException {
        withoutTool(name);
        return write(tools.resolve(name), body);
    }

    LauncherSandbox withoutTool(String name) throws IOException {
        Files.deleteIfExists(tools.resolve(name));
        return this;
    }

    /** Puts a script into the checkout. */
    LauncherSandbox script(String name, String body) throws IOException {
        return write(root.resolve(name), body);
    }

    private LauncherSandbox write(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("pagewalk").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", root.toString());
        return builder.start();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    record Result(int status, String out, String err) {}
}
