package dev.pagewalk.hdl.spinal;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the repository from whichever directory the tests run in. */
final class Repository {
    private Repository() {}

    /** The directory of the whole project. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("hdl/spinal"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** The directory of this module. */
    static Path module() {
        return root().resolve("hdl/spinal");
    }
}
