package dev.pagewalk.testbench.cli;

import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.Workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command in a JVM of its own, so that it can be killed or starved. */
final class ForkedRun {
    private ForkedRun() {}

    /** The command of a JVM that runs Pagewalk with these arguments on the models of this one. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-D" + Workspace.ROOT_PROPERTY + "=" + Workspace.root(),
                "-D" + Models.OPTIMISATION + "=" + Models.optimisation(),
                "-cp",
                System.getProperty("java.class.path"),
                Pagewalk.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The command for a shell. */
    static String quoted(String... arguments) {
        return "'" + String.join("' '", command(arguments)) + "'";
    }

    /**
     * What a process came to.
     *
     * @param status its exit status
     * @param lines what it printed, both streams
     */
    record Ended(int status, List<String> lines) {}

    static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Ended(process.waitFor(), Files.readAllLines(output, StandardCharsets.UTF_8));
    }
}
