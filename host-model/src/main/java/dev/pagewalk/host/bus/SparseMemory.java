package dev.pagewalk.host.bus;

import java.util.HashMap;
import java.util.Map;

/** Byte memory over 2^64 addresses; what was never written reads as zero. */
public final class SparseMemory {

    private static final int CHUNK_BYTES = 4096;

    private final Map<Long, byte[]> chunks = new HashMap<>();

    /** Reads 1, 2, 4 or 8 bytes, naturally aligned, zero extended. */
    public long read(long address, int bytes) {
        LittleEndian.requireAligned("read", address, bytes);
        byte[] chunk = chunks.get(address >>> 12);
        return chunk == null ? 0 : LittleEndian.read(chunk, offset(address), bytes);
    }

    /** Writes 1, 2, 4 or 8 bytes, naturally aligned. */
    public void write(long address, int bytes, long value) {
        LittleEndian.requireAligned("write", address, bytes);
        byte[] chunk = chunks.computeIfAbsent(address >>> 12, key -> new byte[CHUNK_BYTES]);
        LittleEndian.write(chunk, offset(address), bytes, value);
    }

    private static int offset(long address) {
        return (int) (address & (CHUNK_BYTES - 1));
    }
}
