package dev.pagewalk.bridge.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** Gives the journal of a run that went on too long the end that it would have had. */
public final class JournalCut {
    private JournalCut() {}

    /**
     * Takes off everything beyond a number of bytes and closes the journal there, as if the run had been closed at that
     * moment. No model may be writing it.
     *
     * @param file the journal
     * @param bytes its length at that moment, the end of an entry
     * @param cycle cycles run by then
     * @param hash record hash by then
     * @throws IOException if the file cannot be written, or is shorter
     */
    public static void end(Path file, long bytes, long cycle, long hash) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() < bytes) {
                throw new IOException("journal shorter than it was: file=" + file + ", bytes=" + channel.size()
                        + ", needed=" + bytes);
            }
            channel.truncate(bytes);
            ByteBuffer entry = entry(cycle, hash);
            while (entry.hasRemaining()) {
                channel.write(entry, bytes + entry.position());
            }
        }
    }

    /** An end entry; the two sums as {@link JournalDescriptor} says. */
    private static ByteBuffer entry(long cycle, long hash) {
        ByteBuffer entry = ByteBuffer.allocate(JournalDescriptor.ENTRY_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        int kind = JournalEntry.Kind.END.code();
        entry.putInt(JournalDescriptor.MARK, JournalDescriptor.ENTRY_MARK);
        entry.putInt(JournalDescriptor.KIND, kind);
        entry.putLong(JournalDescriptor.CYCLE, cycle);
        entry.putLong(JournalDescriptor.HASH, hash);
        entry.putInt(JournalDescriptor.KIND, kind | (sum(entry) & ~JournalDescriptor.KIND_MASK));
        entry.putInt(JournalDescriptor.CRC, sum(entry));
        return entry;
    }

    private static int sum(ByteBuffer entry) {
        CRC32 sum = new CRC32();
        sum.update(entry.duplicate());
        return (int) sum.getValue();
    }
}
