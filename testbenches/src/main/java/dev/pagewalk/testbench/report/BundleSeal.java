package dev.pagewalk.testbench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The last bytes of a bundle, which are the comment of the zip file: the version of the format, and SHA-256 over every
 * byte before them. A zip file alone does not notice a changed bit everywhere, this does.
 *
 * <pre>
 * | zip entries, central directory, end record | "pagewalk-bundle " | version, 4 digits | " " | SHA-256, 64 digits |
 * </pre>
 */
final class BundleSeal {
    /** Version of bundles that this Pagewalk writes and reads. */
    static final int VERSION = 2;

    private static final String MARK = "pagewalk-bundle ";
    private static final int VERSION_DIGITS = 4;
    private static final int HASH_DIGITS = 64;
    private static final int VERSION_END = MARK.length() + VERSION_DIGITS;
    private static final int BYTES = VERSION_END + 1 + HASH_DIGITS;
    private static final int BUFFER = 1 << 16;

    private BundleSeal() {}

    /** A seal with room for the hash. */
    static String open() {
        return text("0".repeat(HASH_DIGITS));
    }

    private static String text(String hash) {
        return MARK + String.format("%0" + VERSION_DIGITS + "d", VERSION) + " " + hash;
    }

    /** Fills the hash into the seal at the end of a file. */
    static void close(Path file) throws IOException {
        String hash = hash(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length() - BYTES);
            out.write(text(hash).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** What is wrong with a file, with the way out, or null. */
    static String fault(Path file) throws IOException {
        long size = Files.size(file);
        if (size < BYTES) {
            return "not a bundle, or cut off: bytes=" + size + "; copy it again from where the run was made";
        }
        byte[] seal = new byte[BYTES];
        byte[] begin = new byte[2];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.readFully(begin);
            in.seek(size - BYTES);
            in.readFully(seal);
        }
        String text = new String(seal, StandardCharsets.US_ASCII);
        if (!text.startsWith(MARK)) {
            return begin[0] == 'P' && begin[1] == 'K'
                    ? "cut off, changed or of a version before " + VERSION
                            + ": its last line is not a seal; copy it again from where the run was made"
                    : "not a bundle; give the bundle.zip that the message of the failed run names";
        }
        String version = text.substring(MARK.length(), VERSION_END);
        if (!version.equals(String.format("%0" + VERSION_DIGITS + "d", VERSION))) {
            return "bundle of another version: version=" + version + ", this Pagewalk reads=" + VERSION
                    + "; replay it with the commit that its facts.properties names";
        }
        return text.equals(text(hash(file)))
                ? null
                : "changed after it was written: its SHA-256 differs; copy it again from where the run was made";
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        long left = Files.size(file) - BYTES;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("file shrank while it was read");
                }
                digest.update(buffer, 0, count);
                left -= count;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
