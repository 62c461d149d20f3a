package dev.pagewalk.testbench.campaign;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Memory as a run begins: doublewords by address, and room for tables handed out in order. */
final class Image {
    /** Where tables begin. */
    static final long TABLES = 0x100_0000L;
    /** Bytes that tables may take; aligned to the largest page that may map them. */
    static final long TABLE_BYTES = 0x40_0000L;

    static final int PAGE = 4096;

    private static final int DOUBLEWORD = Long.BYTES;

    private final NavigableMap<Long, Long> words = new TreeMap<>();
    private final Map<Long, TablePage> uses = new HashMap<>();
    private long next = TABLES;

    /** Room for a table, aligned to its size, which is a power of two and at least a page. */
    long allocate(int bytes, TablePage use) {
        long start = (next + bytes - 1) & -bytes;
        next = start + bytes;
        if (next > TABLES + TABLE_BYTES) {
            throw new IllegalStateException("too many tables: bytes=" + (next - TABLES));
        }
        for (long page = start; page < next; page += PAGE) {
            uses.put(page, use);
        }
        return start;
    }

    /** Writes 4 or 8 bytes of a value in a byte order. */
    void write(long address, int bytes, long value, boolean bigEndian) {
        if (bytes == DOUBLEWORD) {
            words.put(address, bigEndian ? Long.reverseBytes(value) : value);
            return;
        }
        int shift = (int) (address & Integer.BYTES) * Byte.SIZE;
        long word = Integer.toUnsignedLong(bigEndian ? Integer.reverseBytes((int) value) : (int) value);
        long old = words.getOrDefault(address & -DOUBLEWORD, 0L);
        words.put(address & -DOUBLEWORD, (old & ~(0xffff_ffffL << shift)) | (word << shift));
    }

    /** What was written there. */
    long read(long address, int bytes, boolean bigEndian) {
        long word = words.getOrDefault(address & -DOUBLEWORD, 0L);
        if (bytes == DOUBLEWORD) {
            return bigEndian ? Long.reverseBytes(word) : word;
        }
        int half = (int) (word >>> ((address & Integer.BYTES) * Byte.SIZE));
        return Integer.toUnsignedLong(bigEndian ? Integer.reverseBytes(half) : half);
    }

    /** What was made of the page of an address, or {@code null}. */
    TablePage use(long address) {
        return uses.get(address & -PAGE);
    }

    /** Every word that is not zero, in order of its address. */
    void forEach(BiConsumer<Long, Long> visitor) {
        words.forEach((address, value) -> {
            if (value != 0) {
                visitor.accept(address, value);
            }
        });
    }
}
