package dev.pagewalk.bridge.nativeapi;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import java.nio.charset.StandardCharsets;

/** Reads and writes text across the boundary. */
public final class NativeText {
    private static final int FIRST_TRY = 4096;
    private static final int LIMIT = 16 << 20;

    private NativeText() {}

    /** A function that fills a buffer and says how many bytes the whole text has. */
    public interface Source {
        /**
         * Fills the buffer.
         *
         * @param buffer room for the text
         * @param capacity its bytes
         * @return bytes of the whole text
         */
        int fill(Pointer buffer, int capacity);
    }

    /**
     * Reads a text of any length.
     *
     * @param source where it comes from
     * @return the text
     */
    public static String read(Source source) {
        int capacity = FIRST_TRY;
        while (true) {
            Memory memory = new Memory(capacity);
            int length = source.fill(memory, capacity);
            if (length < capacity) {
                return new String(memory.getByteArray(0, Math.max(length, 0)), StandardCharsets.UTF_8);
            }
            if (length >= LIMIT) {
                throw new IllegalStateException("native text too long: bytes=" + length);
            }
            capacity = length + 1;
        }
    }

    /**
     * A zero-terminated copy of a text.
     *
     * @param text the text
     * @return native memory; keep it reachable while native code uses it
     */
    public static Memory of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }
}
