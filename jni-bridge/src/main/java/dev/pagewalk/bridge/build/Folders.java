package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folder helpers of the build. */
final class Folders {
    private Folders() {}

    /** Deletes a folder with all it holds, as far as that is possible. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // a folder that is gone, or is being written while the JVM ends, is removed by the next build
            return;
        }
    }

    /** Files of a folder whose names end in one of the suffixes, sorted. */
    static List<Path> files(Path folder, String... suffixes) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            Stream.of(suffixes).anyMatch(file.getFileName().toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
