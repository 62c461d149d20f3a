package dev.pagewalk.testbench.vectors;

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

    /** An error inside the target: the scenario failed, and the text says how. */
    static Verdict broken(String id, RuntimeException error) {
        Mismatch mismatch = new Mismatch("error", "no error inside the target", error.toString(), "[VECTORS §2]");
        return new Verdict(id, Kind.FAILED, List.of(new OperationFailure(id, -1, "error", mismatch)), Set.of());
    }
}
