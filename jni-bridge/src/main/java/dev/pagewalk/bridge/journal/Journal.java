package dev.pagewalk.bridge.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Reads a journal entry by entry, in memory that does not depend on its length.
 *
 * <p>A journal whose last entry is torn, because the run was killed, ends before it and says so in
 * {@link #statement()}. Anything else that is not as it should be is a {@link JournalException}.
 */
public final class Journal implements Closeable {
    private static final String FORMAT = "2";

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final Map<String, String> head;
    private long offset;
    private long entries;
    private boolean ended;
    private String statement = "journal not read to its end";

    private Journal(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
        this.head = readHead();
    }

    /**
     * Opens a journal and reads its head.
     *
     * @param file the file
     * @return the journal before its first entry
     * @throws JournalException if this is no journal of this version
     */
    public static Journal open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return new Journal(file, channel);
        } catch (IOException | JournalException e) {
            closeQuietly(channel);
            throw e instanceof JournalException refused
                    ? refused
                    : new JournalException("journal unreadable: file=" + file + ", " + e, e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new JournalException("journal does not close", e);
        }
    }

    private Map<String, String> readHead() throws IOException {
        int fixed = JournalDescriptor.MAGIC.length + 2 * Integer.BYTES;
        ByteBuffer start = require(fixed, "head");
        byte[] magic = new byte[JournalDescriptor.MAGIC.length];
        start.get(magic);
        if (!Arrays.equals(magic, JournalDescriptor.MAGIC)) {
            throw refused("no journal, or of another version", 0);
        }
        int bytes = start.getInt();
        int crc = start.getInt();
        if (bytes < 0 || bytes > JournalDescriptor.HEAD_MOST_BYTES) {
            throw refused("head too long: bytes=" + Integer.toUnsignedString(bytes), 0);
        }
        ByteBuffer text = require(bytes, "head");
        CRC32 sum = new CRC32();
        sum.update(text.duplicate());
        if ((int) sum.getValue() != crc) {
            throw refused("head corrupt", 0);
        }
        return parseHead(StandardCharsets.UTF_8.decode(text).toString());
    }

    private Map<String, String> parseHead(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw refused("head line without a key: line=" + line, 0);
            }
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        if (!FORMAT.equals(values.get("format"))) {
            throw refused("format: expected=" + FORMAT + ", actual=" + values.get("format"), 0);
        }
        return values;
    }

    /** Bytes at the current place, which must be there. */
    private ByteBuffer require(int bytes, String what) throws IOException {
        if (size - offset < bytes) {
            throw refused(what + " cut off: bytes=" + (size - offset) + ", needed=" + bytes, offset);
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw refused(what + " cut off while reading", offset);
            }
        }
        offset += bytes;
        return buffer.flip();
    }

    /**
     * The next entry.
     *
     * @return the entry; empty at the end, then {@link #statement()} says how it ended
     * @throws JournalException if the entry is corrupt
     */
    public Optional<JournalEntry> next() {
        try {
            return ended ? Optional.empty() : readEntry();
        } catch (IOException e) {
            throw new JournalException("journal unreadable: file=" + file + ", offset=" + offset + ", " + e, e);
        }
    }

    private Optional<JournalEntry> readEntry() throws IOException {
        long start = offset;
        if (size == start) {
            return end("run was not closed: entries=" + entries);
        }
        if (size - start < JournalDescriptor.ENTRY_SIZE) {
            return torn(start);
        }
        ByteBuffer fixed = require(JournalDescriptor.ENTRY_SIZE, "entry");
        int bytes = fixed.getInt(JournalDescriptor.BYTES);
        if (fixed.getInt(JournalDescriptor.MARK) != JournalDescriptor.ENTRY_MARK
                || !isHeadSound(fixed)
                || bytes < 0
                || bytes > JournalDescriptor.PAYLOAD_MOST_BYTES) {
            throw refused("entry corrupt: entry=" + entries, start);
        }
        if (size - offset < bytes) {
            return torn(start);
        }
        return Optional.of(checked(start, fixed, require(bytes, "payload")));
    }

    /** A damaged length must not look like an entry that was cut off. */
    private static boolean isHeadSound(ByteBuffer head) {
        ByteBuffer copy = ByteBuffer.allocate(JournalDescriptor.ENTRY_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        copy.put(head.duplicate()).flip();
        int kind = copy.getInt(JournalDescriptor.KIND);
        copy.putInt(JournalDescriptor.KIND, kind & JournalDescriptor.KIND_MASK);
        copy.putInt(JournalDescriptor.CRC, 0);
        CRC32 sum = new CRC32();
        sum.update(copy);
        return (((int) sum.getValue() ^ kind) & ~JournalDescriptor.KIND_MASK) == 0;
    }

    private JournalEntry checked(long start, ByteBuffer fixed, ByteBuffer payload) {
        int crc = fixed.getInt(JournalDescriptor.CRC);
        fixed.putInt(JournalDescriptor.CRC, 0);
        CRC32 sum = new CRC32();
        sum.update(fixed.duplicate());
        sum.update(payload.duplicate());
        JournalEntry.Kind kind =
                JournalEntry.Kind.of(fixed.getInt(JournalDescriptor.KIND) & JournalDescriptor.KIND_MASK);
        if ((int) sum.getValue() != crc || kind == JournalEntry.Kind.NONE) {
            throw refused("entry corrupt: entry=" + entries, start);
        }
        entries++;
        if (kind == JournalEntry.Kind.END) {
            end("complete: entries=" + entries);
            if (offset != size) {
                throw refused("bytes after the end: bytes=" + (size - offset), offset);
            }
        }
        return new JournalEntry(
                kind, fixed.getLong(JournalDescriptor.CYCLE), fixed.getLong(JournalDescriptor.HASH), payload);
    }

    private Optional<JournalEntry> torn(long start) {
        return end("last entry cut off, replay ends before it: entries=" + entries + ", offset=" + start + ", bytes="
                + (size - start));
    }

    private Optional<JournalEntry> end(String how) {
        ended = true;
        statement = how;
        return Optional.empty();
    }

    private JournalException refused(String what, long at) {
        return new JournalException("journal refused: file=" + file + ", offset=" + at + ", " + what);
    }

    /**
     * How the journal ended, in words.
     *
     * @return {@code complete}, {@code run was not closed} or {@code last entry cut off}, with details
     */
    public String statement() {
        return statement;
    }

    /**
     * All lines of the head, by key.
     *
     * @return format, abi, module, configuration, key, seed, resetCycles and notes
     */
    public Map<String, String> head() {
        return new TreeMap<>(head);
    }

    /**
     * A line of the head that must be there.
     *
     * @param key its key
     * @return its value
     */
    public String require(String key) {
        String value = head.get(key);
        if (value == null) {
            throw refused("head without: key=" + key, 0);
        }
        return value;
    }

    /**
     * A number of the head that must be there.
     *
     * @param key its key
     * @return its value, unsigned
     */
    public long requireNumber(String key) {
        try {
            return Long.parseUnsignedLong(require(key));
        } catch (NumberFormatException e) {
            throw new JournalException(
                    "journal refused: file=" + file + ", head value is no number: key=" + key + ", value="
                            + require(key),
                    e);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
