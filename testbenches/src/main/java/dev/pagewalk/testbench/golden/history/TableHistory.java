package dev.pagewalk.testbench.golden.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Every doubleword of memory with the times at which its value changed. Times are any non-decreasing counter, such as
 * the cycle at which a store commits.
 */
public final class TableHistory {
    /** Takes one version of a word: its value and the first and last time at which it was visible. */
    @FunctionalInterface
    public interface VersionVisitor {
        void visit(long value, long firstVisible, long lastVisible);
    }

    private static final class Word {
        private long[] times = new long[4];
        private long[] values = new long[4];
        private int count;

        void append(long time, long value) {
            if (count == times.length) {
                times = java.util.Arrays.copyOf(times, count * 2);
                values = java.util.Arrays.copyOf(values, count * 2);
            }
            times[count] = time;
            values[count] = value;
            count++;
        }
    }

    private final Map<Long, Word> words = new HashMap<>();
    private long latest = Long.MIN_VALUE;

    /** The doubleword at {@code address} holds {@code value} from {@code time} on; times never go back. */
    public void commit(long time, long address, long value) {
        if (time < latest) {
            throw new IllegalArgumentException("time goes back: time=" + time + ", latest=" + latest);
        }
        latest = time;
        words.computeIfAbsent(address, unused -> new Word()).append(time, value);
    }

    /** The value that was visible at {@code time}; memory is zero before the first commit. */
    public long valueAt(long address, long time) {
        Word word = words.get(address);
        long value = 0;
        for (int i = 0; word != null && i < word.count && word.times[i] <= time; i++) {
            value = word.values[i];
        }
        return value;
    }

    /** Every version that was visible at some moment from {@code from} to {@code to}, oldest first. */
    public void versions(long address, long from, long to, VersionVisitor visitor) {
        Word word = words.get(address);
        if (word == null) {
            visitor.visit(0, Long.MIN_VALUE, Long.MAX_VALUE);
            return;
        }
        if (word.times[0] > from) {
            visitor.visit(0, Long.MIN_VALUE, word.times[0] - 1);
        }
        for (int i = 0; i < word.count && word.times[i] <= to; i++) {
            long lastVisible = i + 1 < word.count ? word.times[i + 1] - 1 : Long.MAX_VALUE;
            if (lastVisible >= from && lastVisible >= word.times[i]) {
                visitor.visit(word.values[i], word.times[i], lastVisible);
            }
        }
    }
}
