package dev.pagewalk.testbench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One file with everything that a failed run needs to be looked at elsewhere: journal, facts and message. */
public final class Bundle {
    /** The journal inside a bundle. */
    public static final String JOURNAL = "journal.pwj";
    /** Facts inside a bundle, a line {@code key=value} each. */
    public static final String FACTS = "facts.properties";
    /** The message of the failure inside a bundle. */
    public static final String MESSAGE = "message.txt";

    private Bundle() {}

    /** Writes a bundle; the journal has to be complete on disk. */
    public static Path write(Path file, Path journal, Map<String, String> facts, String message) throws IOException {
        StringBuilder lines = new StringBuilder("format=1\n");
        new TreeMap<>(facts)
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, FACTS, lines.toString().getBytes(StandardCharsets.UTF_8));
            entry(zip, MESSAGE, message.getBytes(StandardCharsets.UTF_8));
            if (Files.isRegularFile(journal)) {
                zip.putNextEntry(stable(JOURNAL));
                Files.copy(journal, zip);
                zip.closeEntry();
            }
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(stable(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** The same run writes the same bundle: no time of day. */
    private static ZipEntry stable(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }
}
