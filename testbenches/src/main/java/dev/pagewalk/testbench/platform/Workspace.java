package dev.pagewalk.testbench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the repository is, and with it the folder for caches and output. */
public final class Workspace {
    /** System property that names the root of the repository. */
    public static final String ROOT_PROPERTY = "pagewalk.root";

    private static final String MARK = "pagewalk";
    private static final String REFERENCE = "ref: ";
    private static final String UNKNOWN = "unknown";
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

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

    /** A path as a user types it: from the root of the repository if it is below it. */
    public static String shown(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(root()) ? root().relativize(whole).toString() : whole.toString();
    }

    /** The version of Pagewalk in its pom, or {@code unknown}. */
    public static String version() {
        try {
            Matcher version = VERSION.matcher(Files.readString(root().resolve("pom.xml")));
            return version.find() ? version.group(1) : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** The commit that is checked out, or {@code unknown}. */
    public static String commit() {
        try {
            Path git = root().resolve(".git");
            String head = Files.readString(git.resolve("HEAD")).strip();
            return head.startsWith(REFERENCE) ? commit(git, head.substring(REFERENCE.length())) : head;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String commit(Path git, String reference) throws IOException {
        Path loose = git.resolve(reference);
        if (Files.isRegularFile(loose)) {
            return Files.readString(loose).strip();
        }
        return Files.readAllLines(git.resolve("packed-refs")).stream()
                .filter(line -> line.endsWith(" " + reference))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
