package dev.pagewalk.testbench.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Collects what differs after one operation. */
final class Differences {
    private final Set<String> hidden;
    private final List<Mismatch> mismatches = new ArrayList<>();

    Differences(Set<String> hidden) {
        this.hidden = hidden;
    }

    List<Mismatch> list() {
        return mismatches;
    }

    boolean none() {
        return mismatches.isEmpty();
    }

    void add(String key, String expected, String actual) {
        mismatches.add(new Mismatch(key, expected, actual, Clauses.of(key)));
    }

    boolean isHidden(String key) {
        return hidden.contains(key);
    }

    /** Compares a value that the scenario may leave out and the target may be unable to show. */
    <T> void compare(String key, T expected, T actual) {
        if (expected != null && !isHidden(key) && !Objects.equals(expected, actual)) {
            add(key, show(expected), show(actual));
        }
    }

    void compareNumber(String key, long expected, long actual) {
        if (expected != actual) {
            add(key, hex(expected), hex(actual));
        }
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String show(Object value) {
        if (value instanceof Long number) {
            return hex(number);
        }
        return String.valueOf(value);
    }
}
