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

    /** Starts with what was violated; {@code hash} is the record hash at the end of the run. */
    public static FailureText of(Violation violation, String hash, String rerun) {
        FailureText text = new FailureText(rerun);
        text.lines.add(violation.judge() + ": " + violation.claim() + " [" + violation.clause() + "]");
        text.lines.add("expected: " + violation.expected());
        text.lines.add("actual:   " + violation.actual());
        return text.where(violation.cycle(), violation.oldest(), hash);
    }

    /** Starts with something that was thrown: an assertion says by itself what was expected. */
    public static FailureText of(Throwable thrown, long cycle, String oldest, String hash, String rerun) {
        FailureText text = new FailureText(rerun);
        boolean assertion = thrown instanceof AssertionError && thrown.getMessage() != null;
        text.lines.add(assertion ? thrown.getMessage().strip() : thrown.toString());
        return text.where(cycle, oldest, hash);
    }

    private FailureText where(long cycle, String oldest, String hash) {
        lines.add("cycle:    " + cycle);
        lines.add("oldest outstanding transaction: " + oldest);
        lines.add("record hash: " + hash);
        return this;
    }

    /** Adds the last records. */
    public FailureText records(List<String> records) {
        lines.add("last records:");
        records.forEach(record -> lines.add("  " + record));
        return this;
    }

    /** Adds a file that was written for the failure. */
    public FailureText file(String what, Path file) {
        return note(what, file.toString());
    }

    /** Adds a line about a file. */
    public FailureText note(String what, String line) {
        lines.add(what + ": " + line);
        return this;
    }

    /** The message. */
    public String text() {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator() + rerun;
    }
}
