package dev.pagewalk.testbench.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Checks that a waveform is whole. The writer inside Verilator does not tell when the disk is full; a file that it could
 * not finish has a chain of blocks that does not lead to its end.
 *
 * <pre>
 * block*:  u8 kind   u64 length from here to the next kind, big endian   content
 * kind 0: head, first;  3 hierarchy or geometry;  255: a block that was never finished
 * </pre>
 */
public final class FstFile {
    private static final int HEAD = 0;
    private static final int UNFINISHED = 255;
    private static final int HEAD_BYTES = 329;
    private static final int LENGTH_BYTES = Long.BYTES;

    private FstFile() {}

    /** Throws an {@link IOException} unless the file is a whole waveform. */
    public static void requireWhole(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (!isWhole(in)) {
                throw new IOException("waveform is incomplete: file=" + file + ", bytes=" + in.length()
                        + "; is the disk full? Make room and run the command again");
            }
        }
    }

    private static boolean isWhole(RandomAccessFile in) throws IOException {
        long size = in.length();
        long at = 0;
        int blocks = 0;
        while (size - at > LENGTH_BYTES) {
            in.seek(at);
            int kind = in.readUnsignedByte();
            long length = in.readLong();
            boolean head = kind == HEAD && length == HEAD_BYTES;
            boolean fits = length >= LENGTH_BYTES && length < size - at;
            if (kind == UNFINISHED || !fits || (blocks == 0 && !head)) {
                return false;
            }
            at += 1 + length;
            blocks++;
        }
        return at == size && blocks > 1;
    }
}
