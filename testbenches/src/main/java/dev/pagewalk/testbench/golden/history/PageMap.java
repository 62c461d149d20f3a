package dev.pagewalk.testbench.golden.history;

import java.util.Arrays;

/** Pages of words by page number: open addressing without boxing; a page is never removed. */
final class PageMap {
    /** Doublewords of one page. */
    static final int WORDS = 512;

    private static final int PAGE_SHIFT = 12;

    /** The present values of a page, since when they are there, and the newest of their older versions. */
    static final class Page {
        private final long number;
        final long[] values = new long[WORDS];
        final long[] since = new long[WORDS];
        /** Index of the newest older version in the log, plus 1. */
        final int[] older = new int[WORDS];

        Page(long number) {
            this.number = number;
            Arrays.fill(since, Long.MIN_VALUE);
        }
    }

    private Page[] pages = new Page[64];
    private int size;
    private Page last;

    /** The page of a byte address, or {@code null}. */
    Page find(long address) {
        long number = address >>> PAGE_SHIFT;
        if (last != null && last.number == number) {
            return last;
        }
        Page page = pages[slot(number)];
        last = page == null ? last : page;
        return page;
    }

    /** The page of a byte address; it is added when it is not there. */
    Page findOrAdd(long address) {
        Page page = find(address);
        if (page != null) {
            return page;
        }
        last = new Page(address >>> PAGE_SHIFT);
        pages[slot(last.number)] = last;
        if (++size * 2 > pages.length) {
            grow();
        }
        return last;
    }

    static int word(long address) {
        return (int) (address >>> 3) & (WORDS - 1);
    }

    private void grow() {
        Page[] old = pages;
        pages = new Page[old.length * 2];
        for (Page page : old) {
            if (page != null) {
                pages[slot(page.number)] = page;
            }
        }
    }

    private int slot(long number) {
        int index = (int) ((number * 0x9E37_79B9_7F4A_7C15L) >>> 33) & (pages.length - 1);
        while (pages[index] != null && pages[index].number != number) {
            index = (index + 1) & (pages.length - 1);
        }
        return index;
    }
}
