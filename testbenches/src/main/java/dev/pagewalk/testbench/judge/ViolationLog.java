package dev.pagewalk.testbench.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the first violations of a judge and counts all of them. */
public final class ViolationLog {
    /** Violations that are kept; later ones are only counted. */
    public static final int CAPACITY = 64;

    private final String judge;
    private final Supplier<String> oldest;
    private final List<Violation> kept = new ArrayList<>();
    private long count;

    /** A log of the named judge; {@code oldest} describes the oldest outstanding transaction when asked. */
    public ViolationLog(String judge, Supplier<String> oldest) {
        this.judge = judge;
        this.oldest = oldest;
    }

    /** Adds a violation. */
    public void add(String claim, String clause, String expected, String actual, long cycle) {
        count++;
        if (kept.size() < CAPACITY) {
            kept.add(new Violation(judge, claim, clause, expected, actual, cycle, oldest.get()));
        }
    }

    /** All violations, also those that were not kept. */
    public long count() {
        return count;
    }

    /** Those that were kept, oldest first. */
    public List<Violation> violations() {
        return Collections.unmodifiableList(kept);
    }
}
