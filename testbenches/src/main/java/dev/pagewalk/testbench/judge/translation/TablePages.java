package dev.pagewalk.testbench.judge.translation;

import java.util.HashSet;
import java.util.Set;

/**
 * The pages that table words lead to. A read without a request is a prefetch only if something that was read before, or
 * ddtp, leads there; which level an entry belongs to is not known, so that a leaf may stand for a page of any size.
 */
final class TablePages {
    private static final int PAGE_SHIFT = 12;
    private static final long ENTRY_PPN = (1L << 44) - 1;
    /** Pages of a second-stage root. */
    private static final long ROOT = 3;

    private static final int LEVEL_BITS = 9;
    private static final int LEVELS = 4;

    private final Set<Long> pages = new HashSet<>();

    /** Takes ddtp, or a doubleword that the walker port has read, in either byte order. */
    void leads(long word) {
        add(word);
        add(Long.reverseBytes(word));
    }

    private void add(long word) {
        // entries and ddtp hold it in 53:10, contexts in 43:0, four-byte entries in 31:10 of each half
        pages.add(word >>> 10 & ENTRY_PPN);
        pages.add(word & ENTRY_PPN);
        pages.add(word >>> 10 & (1L << 22) - 1);
        pages.add(word >>> 42);
        // page 0 is what empty words lead to
        pages.remove(0L);
    }

    /** True if the doubleword at this address may be part of a table. */
    boolean mayHold(long address) {
        long page = address >>> PAGE_SHIFT;
        if (pages.contains(page) || pages.contains(page & ~ROOT)) {
            return true;
        }
        for (int level = 1; level <= LEVELS; level++) {
            if (pages.contains(page & -(1L << (level * LEVEL_BITS)))) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        pages.clear();
    }
}
