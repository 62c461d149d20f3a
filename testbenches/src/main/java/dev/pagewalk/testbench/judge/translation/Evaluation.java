package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.PageVerdict;
import dev.pagewalk.testbench.golden.TranslationResult;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that is permitted for one request: its ends, the words its walks may read, the updates they may make. */
final class Evaluation {
    /** An update of a table entry: the doubleword, the bits of the entry in it, those of A and D, the new value. */
    record Update(long address, long mask, long flags, long desired) {
        /** True if a value is what the update makes, or that with A or D set besides. */
        boolean isIn(long value) {
            return ((value ^ desired) & mask & ~flags) == 0 && (desired & ~value & flags) == 0;
        }

        /** True if the update, or its A alone, makes one value out of another. */
        boolean makes(long before, long after) {
            long set = after & ~before;
            return ((before ^ after) & ~flags) == 0
                    && (before & ~after) == 0
                    && (set & ~desired) == 0
                    && ((after ^ desired) & mask & ~flags) == 0;
        }
    }

    final List<Answer> answers = new ArrayList<>();
    /** For a translation request of a device: its completions, with the size of their range. */
    final List<TranslationResult> completions = new ArrayList<>();
    /** For a page request: whether the device may make it. */
    final List<PageVerdict> verdicts = new ArrayList<>();

    final List<Update> updates = new ArrayList<>();
    private long[] words = new long[32];
    private int count;
    private boolean sorted = true;
    /** An access of it met an error, or it updates an entry: nothing to remember. */
    boolean passing;

    void clear() {
        answers.clear();
        updates.clear();
        completions.clear();
        verdicts.clear();
        count = 0;
        sorted = true;
        passing = false;
    }

    void permit(Answer answer) {
        if (!answers.contains(answer)) {
            answers.add(answer);
        }
    }

    void complete(TranslationResult result) {
        if (!completions.contains(result)) {
            completions.add(result);
        }
    }

    void judge(PageVerdict verdict) {
        if (!verdicts.contains(verdict)) {
            verdicts.add(verdict);
        }
    }

    void reads(long address, int bytes) {
        long first = address & -Long.BYTES;
        for (long word = first; word < address + bytes; word += Long.BYTES) {
            if (count == words.length) {
                compact();
            }
            words[count++] = word;
        }
        sorted = false;
    }

    private void compact() {
        sort();
        if (count * 2 > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(words, 0, count);
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (kept == 0 || words[kept - 1] != words[i]) {
                    words[kept++] = words[i];
                }
            }
            count = kept;
            sorted = true;
        }
    }

    /** The words in ascending order. */
    long[] footprint() {
        sort();
        return Arrays.copyOf(words, count);
    }
}
