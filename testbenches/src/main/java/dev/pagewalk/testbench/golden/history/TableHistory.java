package dev.pagewalk.testbench.golden.history;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Every doubleword of memory with the times at which its value changed. Times are any non-decreasing counter, such as
 * the cycle at which a store commits.
 *
 * <p>The present values lie in pages. Older versions lie in one log, oldest first; those of one word are chained:
 *
 * <pre>
 *   page: (value, since, older)[512] ──┐
 *   log:  address | value | first | last | next older of the word      (first and last time at which it was visible)
 * </pre>
 *
 * <p>{@link #forget} shortens the log; what it keeps is decided by the caller.
 */
public final class TableHistory {
    /** Takes one version of a word: its value and the first and last time at which it was visible. */
    @FunctionalInterface
    public interface VersionVisitor {
        void visit(long value, long firstVisible, long lastVisible);
    }

    /** Decides whether an older version must be remembered. */
    @FunctionalInterface
    interface VersionFilter {
        boolean needed(long value, long firstVisible, long lastVisible);
    }

    private static final int VALUE = 1;
    private static final int FIRST = 2;
    private static final int LAST = 3;
    private static final int FIELDS = 4;

    private final PageMap pages = new PageMap();
    private long[] log = new long[FIELDS * 256];
    private int[] next = new int[256];
    private int count;
    private int[] chain = new int[16];
    private long latest = Long.MIN_VALUE;

    /**
     * The doubleword at {@code address} holds {@code value} from {@code time} on; times never go back. Memory takes one
     * access after the other: a version that is replaced at the time of its own commit was visible at that time.
     */
    public void commit(long time, long address, long value) {
        if (time < latest) {
            throw new IllegalArgumentException("time goes back: time=" + time + ", latest=" + latest);
        }
        latest = time;
        PageMap.Page page = pages.findOrAdd(address);
        int word = PageMap.word(address);
        if (page.value(word) == value) {
            return;
        }
        append(page, word, address, Math.max(page.since(word), time - 1));
        page.set(word, value, time);
    }

    private void append(PageMap.Page page, int word, long address, long last) {
        if (count == next.length) {
            next = Arrays.copyOf(next, count * 2);
            log = Arrays.copyOf(log, log.length * 2);
        }
        int at = count * FIELDS;
        log[at] = address;
        log[at + VALUE] = page.value(word);
        log[at + FIRST] = page.since(word);
        log[at + LAST] = last;
        next[count] = page.older(word);
        page.older(word, ++count);
    }

    /** The value that was visible at {@code time}; memory is zero before the first commit. */
    public long valueAt(long address, long time) {
        PageMap.Page page = pages.find(address);
        if (page == null) {
            return 0;
        }
        int word = PageMap.word(address);
        long value = page.value(word);
        long first = page.since(word);
        for (int version = page.older(word); version != 0 && first > time; version = next[version - 1]) {
            int at = (version - 1) * FIELDS;
            value = log[at + VALUE];
            first = log[at + FIRST];
        }
        return value;
    }

    /** Every version that was visible at some moment from {@code from} to {@code to}, oldest first. */
    public void versions(long address, long from, long to, VersionVisitor visitor) {
        PageMap.Page page = pages.find(address);
        if (page == null) {
            visitor.visit(0, Long.MIN_VALUE, Long.MAX_VALUE);
            return;
        }
        int word = PageMap.word(address);
        for (int i = older(page, word) - 1; i >= 0; i--) {
            int at = chain[i] * FIELDS;
            if (log[at + LAST] >= from && log[at + FIRST] <= to) {
                visitor.visit(log[at + VALUE], log[at + FIRST], log[at + LAST]);
            }
        }
        if (page.since(word) <= to) {
            visitor.visit(page.value(word), page.since(word), Long.MAX_VALUE);
        }
    }

    /** Collects the log indices of a word's older versions, newest first. */
    private int older(PageMap.Page page, int word) {
        int found = 0;
        for (int version = page.older(word); version != 0; version = next[version - 1]) {
            if (found == chain.length) {
                chain = Arrays.copyOf(chain, found * 2);
            }
            chain[found++] = version - 1;
        }
        return found;
    }

    /** The present value of a word. */
    long present(long address) {
        PageMap.Page page = pages.find(address);
        return page == null ? 0 : page.value(PageMap.word(address));
    }

    /** Since when the present value of a word is there. */
    long since(long address) {
        PageMap.Page page = pages.find(address);
        return page == null ? Long.MIN_VALUE : page.since(PageMap.word(address));
    }

    /** Older versions that are remembered. */
    int retained() {
        return count;
    }

    /** Marks the older versions of one word that the filter wants to keep. */
    void mark(long address, BitSet marks, VersionFilter filter) {
        PageMap.Page page = pages.find(address);
        if (page == null) {
            return;
        }
        for (int version = page.older(PageMap.word(address)); version != 0; version = next[version - 1]) {
            int at = (version - 1) * FIELDS;
            if (filter.needed(log[at + VALUE], log[at + FIRST], log[at + LAST])) {
                marks.set(version - 1);
            }
        }
    }

    /** Forgets every version that ended before {@code time} and is not marked. */
    void forget(long time, BitSet marks) {
        for (int i = 0; i < count; i++) {
            long address = log[i * FIELDS];
            pages.find(address).older(PageMap.word(address), 0);
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int at = i * FIELDS;
            if (log[at + LAST] >= time || marks.get(i)) {
                System.arraycopy(log, at, log, kept * FIELDS, FIELDS);
                PageMap.Page page = pages.find(log[at]);
                int word = PageMap.word(log[at]);
                next[kept] = page.older(word);
                page.older(word, ++kept);
            }
        }
        count = kept;
    }
}
