package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.AccessOutcome;
import dev.pagewalk.testbench.judge.state.LongMap;
import dev.pagewalk.testbench.judge.stream.EventView;

/**
 * How the walker's accesses ended, by doubleword. An evaluation meets an error where one was seen while the request was
 * in flight; if the same word was also read without one, an earlier answer may have been kept.
 */
final class MemoryErrors {
    private static final class Seen {
        private long error = Long.MIN_VALUE;
        private AccessOutcome outcome = AccessOutcome.OK;
        private boolean sound;
    }

    private final LongMap<Seen> words = new LongMap<>();
    private boolean any;
    private long from;
    private boolean counting;
    private boolean met;
    private boolean kept;

    /** Takes an access of the walker port; true if it failed. */
    boolean take(EventView event) {
        AccessOutcome outcome = event.isError()
                ? AccessOutcome.ACCESS_FAULT
                : event.isPoison() ? AccessOutcome.POISON : AccessOutcome.OK;
        Seen seen = words.get(event.address());
        if (seen == null) {
            seen = new Seen();
            words.put(event.address(), seen);
        }
        if (outcome == AccessOutcome.OK) {
            seen.sound = true;
            return false;
        }
        seen.outcome = outcome;
        seen.error = event.cycle();
        any = true;
        return true;
    }

    /** An evaluation of this span begins; {@code count} tells whether errors count in it. */
    void between(long start, long end, boolean count) {
        from = start;
        counting = count;
        met = false;
        if (count) {
            kept = false;
        }
    }

    /** How an access ends in the present evaluation. */
    AccessOutcome outcome(long address) {
        if (!any) {
            return AccessOutcome.OK;
        }
        Seen seen = words.get(address & -Long.BYTES);
        if (seen == null || seen.error < from) {
            return AccessOutcome.OK;
        }
        met = true;
        kept |= seen.sound;
        return counting ? seen.outcome : AccessOutcome.OK;
    }

    /** True if the present evaluation met an error. */
    boolean met() {
        return met;
    }

    /** True if a word that failed was also read soundly. */
    boolean mayHaveBeenKept() {
        return kept;
    }

    /** After reset nothing is kept, and what failed is to be seen again. */
    void reset() {
        words.clear();
        any = false;
    }
}
