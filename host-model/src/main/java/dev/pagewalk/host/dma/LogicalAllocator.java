package dev.pagewalk.host.dma;

import dev.pagewalk.host.machine.Pages;

import java.util.Map;
import java.util.TreeMap;

/**
 * Logical addresses in use, and the buddy allocator: lowest address first, blocks of a power of two, naturally
 * aligned, at least a page.
 */
final class LogicalAllocator {

    private final TreeMap<Long, Long> blocks = new TreeMap<>();
    private final long limit;

    LogicalAllocator(int addressWidth) {
        this.limit = 1L << addressWidth;
    }

    /** Takes the lowest free block in the window; -1 if there is none. */
    long allocate(long bytes, long min, long max) {
        long size = Math.max(Pages.PAGE_SIZE, Long.highestOneBit(2 * bytes - 1));
        long base = roundUp(min, size);
        while (base + size <= limit && base + size - 1 <= max) {
            Map.Entry<Long, Long> blocked = blocks.floorEntry(base + size - 1);
            if (blocked == null || blocked.getValue() <= base) {
                blocks.put(base, base + size);
                return base;
            }
            base = roundUp(blocked.getValue(), size);
        }
        return -1;
    }

    /** Marks a range as taken. */
    void reserve(long base, long bytes) {
        blocks.put(base, base + bytes);
    }

    void free(long base) {
        blocks.remove(base);
    }

    private static long roundUp(long value, long size) {
        return (value + size - 1) & -size;
    }
}
