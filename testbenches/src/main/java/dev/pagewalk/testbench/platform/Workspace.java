package dev.pagewalk.testbench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository is, and with it the folder for caches and output. */
public final class Workspace {
    /** System property that names the root of the repository. */
    public static final String ROOT_PROPERTY = "pagewalk.root";

    private static final String MARK = "pagewalk";
    private static final String REFERENCE = "ref: ";

    private Workspace() {}

    /** Root of the repository: the property, else the nearest folder upwards that holds the launcher, else here. */
    public static Path root() {
        String named = System.getProperty(ROOT_PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(MARK)) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        return here;
    }

    /** The commit that is checked out, or {@code unknown}. */
    public static String commit() {
        Path git = root().resolve(".git");
        try {
            String head = Files.readString(git.resolve("HEAD")).strip();
            if (!head.startsWith(REFERENCE)) {
                return head;
            }
            return Files.readString(git.resolve(head.substring(REFERENCE.length())))
                    .strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
