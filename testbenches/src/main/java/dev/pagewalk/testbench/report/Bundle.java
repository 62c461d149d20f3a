package dev.pagewalk.testbench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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

    /** Unpacks a bundle into a folder and returns its facts. */
    public static Map<String, String> read(Path file, Path folder) throws IOException {
        Map<String, String> facts = new TreeMap<>();
        Files.createDirectories(folder);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : List.of(FACTS, MESSAGE, JOURNAL)) {
                ZipEntry entry = zip.getEntry(name);
                if (entry == null) {
                    throw new IOException("bundle lacks a part: file=" + file + ", part=" + name);
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        for (String line : Files.readAllLines(folder.resolve(FACTS))) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        if (!"1".equals(facts.get("format"))) {
            throw new IOException("bundle of another version: file=" + file + ", format=" + facts.get("format"));
        }
        return facts;
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
