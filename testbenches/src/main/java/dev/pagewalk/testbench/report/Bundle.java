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
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * One file with everything that a failed run needs to be looked at elsewhere: journal, facts and message. A zip file
 * whose comment is the {@link BundleSeal}.
 */
public final class Bundle {
    /** The journal inside a bundle. */
    public static final String JOURNAL = "journal.pwj";
    /** Facts inside a bundle, a line {@code key=value} each. */
    public static final String FACTS = "facts.properties";
    /** The message of the failure inside a bundle. */
    public static final String MESSAGE = "message.txt";

    private Bundle() {}

    /**
     * Writes a bundle; the journal has to be complete on disk. A bundle that was there before is replaced by a whole
     * one or not at all.
     */
    public static Path write(Path file, Path journal, Map<String, String> facts, String message) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = folder.resolve(file.getFileName() + ".part");
        try {
            writeParts(part, journal, facts, message);
            BundleSeal.close(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return file;
    }

    private static void writeParts(Path file, Path journal, Map<String, String> facts, String message)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(BundleSeal.open());
            entry(zip, FACTS, lines(facts).getBytes(StandardCharsets.UTF_8));
            entry(zip, MESSAGE, message.getBytes(StandardCharsets.UTF_8));
            if (Files.isRegularFile(journal)) {
                zip.putNextEntry(stable(JOURNAL));
                Files.copy(journal, zip);
                zip.closeEntry();
            }
        }
    }

    private static String lines(Map<String, String> facts) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(facts)
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        return lines.toString();
    }

    /** True for a zip file and for whatever is called one; a journal is neither. */
    public static boolean looksLikeOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            boolean zip = in.read() == 'P' && in.read() == 'K';
            return zip || file.getFileName().toString().endsWith(".zip");
        }
    }

    /**
     * Unpacks a bundle into a folder and returns its facts.
     *
     * @throws BundleException if the file is no bundle, of another version, cut off or changed in any byte
     */
    public static Map<String, String> read(Path file, Path folder) throws IOException {
        String fault = BundleSeal.fault(file);
        if (fault != null) {
            throw refused(file, fault, null);
        }
        Files.createDirectories(folder);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : List.of(FACTS, MESSAGE, JOURNAL)) {
                unpack(zip, name, file, folder);
            }
        } catch (ZipException e) {
            throw refused(file, "not readable: " + e.getMessage() + "; copy it again from where the run was made", e);
        }
        Map<String, String> facts = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(FACTS))) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return facts;
    }

    private static void unpack(ZipFile zip, String name, Path file, Path folder) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            String why = "lacks a part: part=" + name;
            throw refused(file, why + "; the run wrote no journal, run it again with the command in its message", null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static BundleException refused(Path file, String fault, Throwable cause) {
        return new BundleException("bundle refused: file=" + file + ", " + fault, cause);
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
