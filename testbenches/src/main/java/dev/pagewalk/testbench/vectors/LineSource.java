package dev.pagewalk.testbench.vectors;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The lines of a {@code .jsonl} or {@code .jsonl.gz} file, one at a time, in constant memory. */
public final class LineSource implements AutoCloseable {
    /** Longest line that is read; a longer one is malformed. */
    public static final int MAX_LINE = 16 << 20;

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x8b1f;

    private final InputStream bytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number;
    private boolean ended;

    /** Bytes, not a decoder: one that meets the end of a truncated archive drops what it has decoded. */
    private LineSource(InputStream bytes) {
        this.bytes = bytes;
    }

    /** Opens a file; whether it is compressed is told by its first bytes, not by its name. */
    public static LineSource open(Path file) throws IOException {
        return of(Files.newInputStream(file));
    }

    /** The lines of a stream, compressed or not; the stream is closed with the source. */
    static LineSource of(InputStream stream) throws IOException {
        InputStream raw = new BufferedInputStream(stream, BUFFER);
        try {
            raw.mark(2);
            int magic = raw.read() | (raw.read() << Byte.SIZE);
            raw.reset();
            InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(raw, BUFFER) : raw;
            return new LineSource(new BufferedInputStream(plain, BUFFER));
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The next line that is not blank, or {@code null} at the end; a line that is too long is a format error. */
    public String next() throws IOException {
        while (!ended) {
            String text = readLine();
            if (!text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    /** Number of the line that {@link #next} returned or refused, from 1. */
    public int number() {
        return number;
    }

    private String readLine() throws IOException {
        number++;
        line.reset();
        boolean tooLong = false;
        int c = bytes.read();
        while (c != '\n' && c >= 0) {
            if (line.size() < MAX_LINE) {
                line.write(c);
            } else {
                tooLong = true;
            }
            c = bytes.read();
        }
        ended = c < 0;
        if (tooLong) {
            line.reset();
            throw new VectorFormatException("line is too long: more than " + MAX_LINE + " bytes");
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
