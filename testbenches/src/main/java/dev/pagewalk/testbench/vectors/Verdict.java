package dev.pagewalk.testbench.vectors;

import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.RunFailedException;

import java.util.List;
import java.util.Set;

/**
 * What became of one scenario.
 *
 * @param id of the scenario, or {@code line N} for one that could not be read
 * @param kind outcome
 * @param failures what differed, for a failed or malformed one
 * @param missing features that the target lacks, for a skipped one
 */
public record Verdict(String id, Kind kind, List<OperationFailure> failures, Set<String> missing) {
    /** Outcomes. */
    public enum Kind {
        PASSED,
        FAILED,
        SKIPPED,
        MALFORMED
    }

    static Verdict played(String id, List<OperationFailure> failures) {
        return new Verdict(id, failures.isEmpty() ? Kind.PASSED : Kind.FAILED, failures, Set.of());
    }

    static Verdict skipped(String id, Set<String> missing) {
        return new Verdict(id, Kind.SKIPPED, List.of(), missing);
    }

    static Verdict malformed(int line, String what) {
        String id = "line " + line;
        Mismatch mismatch = new Mismatch("format", "a scenario", what, "[VECTORS §1-§3]");
        return new Verdict(id, Kind.MALFORMED, List.of(new OperationFailure(id, -1, "parse", mismatch)), Set.of());
    }

    /** The rest of the file cannot be read. */
    public static Verdict unreadable(String what) {
        Mismatch mismatch = new Mismatch("format", "a readable file", what, "[VECTORS]");
        return new Verdict(
                "file", Kind.MALFORMED, List.of(new OperationFailure("file", -1, "read", mismatch)), Set.of());
    }

    /** A judge's finding, or an error inside the target: the scenario failed, and the text says how. */
    static Verdict broken(String id, RuntimeException error) {
        if (error instanceof RunFailedException found) {
            Violation violation = found.violation();
            Mismatch mismatch = new Mismatch(
                    violation.claim(),
                    violation.expected(),
                    violation.actual() + " in cycle " + violation.cycle(),
                    "[" + violation.clause() + "]");
            return failed(id, violation.judge() + " judge: " + violation.claim(), mismatch);
        }
        return failed(
                id, "error", new Mismatch("error", "no error inside the target", error.toString(), "[VECTORS §2]"));
    }

    private static Verdict failed(String id, String operation, Mismatch mismatch) {
        return new Verdict(id, Kind.FAILED, List.of(new OperationFailure(id, -1, operation, mismatch)), Set.of());
    }
}
