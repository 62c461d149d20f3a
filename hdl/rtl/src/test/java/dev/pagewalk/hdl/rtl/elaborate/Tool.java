package dev.pagewalk.hdl.rtl.elaborate;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program on the path, if there is one. */
record Tool(String name, boolean present) {

    static Tool find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean present =
                Arrays.stream(path.split(File.pathSeparator)).anyMatch(d -> Files.isExecutable(Path.of(d, name)));
        return new Tool(name, present);
    }

    /** What it prints; with the exit status appended unless that is 0. */
    String run(Path directory, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return status == 0 ? output : output + "exit status " + status;
    }
}
