package dev.pagewalk.testbench.golden.history;

/** Pages of words by page number: open addressing without boxing; a page is never removed. */
final class PageMap {
    /** Doublewords of one page. */
    static final int WORDS = 512;

    private static final int PAGE_SHIFT = 12;

    /** Of each word the present value, since when it is there, and the newest of the older versions, side by side. */
    static final class Page {
        private static final int SINCE = 1;
        private static final int OLDER = 2;
        private static final int FIELDS = 3;

        private final long number;
        private final long[] words = new long[WORDS * FIELDS];

        Page(long number) {
            this.number = number;
            for (int word = 0; word < WORDS; word++) {
                words[word * FIELDS + SINCE] = Long.MIN_VALUE;
            }
        }

        long value(int word) {
            return words[word * FIELDS];
        }

        long since(int word) {
            return words[word * FIELDS + SINCE];
        }

        void set(int word, long value, long since) {
            words[word * FIELDS] = value;
            words[word * FIELDS + SINCE] = since;
        }

        /** Index of the newest older version in the log, plus 1. */
        int older(int word) {
            return (int) words[word * FIELDS + OLDER];
        }

        void older(int word, int version) {
            words[word * FIELDS + OLDER] = version;
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
