package dev.pagewalk.testbench.report;

import dev.pagewalk.testbench.judge.Violation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The message of a failed run, in the order of DESIGN §8; its last line is the command that reproduces the run. */
public final class FailureText {
    private final List<String> lines = new ArrayList<>();
    private final String rerun;

    private FailureText(String rerun) {
        this.rerun = rerun;
    }

    /** Starts with what was violated. */
    public static FailureText of(Violation violation, String rerun) {
        FailureText text = new FailureText(rerun);
        text.lines.add(violation.judge() + ": " + violation.claim() + " [" + violation.clause() + "]");
        text.lines.add("expected: " + violation.expected());
        text.lines.add("actual:   " + violation.actual());
        text.lines.add("cycle:    " + violation.cycle());
        text.lines.add("oldest outstanding transaction: " + violation.oldest());
        return text;
    }

    /** Starts with something that was thrown. */
    public static FailureText of(Throwable thrown, long cycle, String oldest, String rerun) {
        FailureText text = new FailureText(rerun);
        text.lines.add(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
        text.lines.add("cycle:    " + cycle);
        text.lines.add("oldest outstanding transaction: " + oldest);
        return text;
    }

    /** Adds the last records. */
    public FailureText records(List<String> records) {
        lines.add("last records:");
        records.forEach(record -> lines.add("  " + record));
        return this;
    }

    /** Adds a file that was written for the failure. */
    public FailureText file(String what, Path file) {
        lines.add(what + ": " + file);
        return this;
    }

    /** The message. */
    public String text() {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator() + rerun;
    }
}
