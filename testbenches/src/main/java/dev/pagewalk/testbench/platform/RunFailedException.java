package dev.pagewalk.testbench.platform;

import dev.pagewalk.testbench.judge.Violation;

/** A run cannot go on: a judge found a violation, or nothing happened for too long. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    /** Ends a run for this reason. */
    public RunFailedException(Violation violation) {
        super(violation.line());
        this.violation = violation;
    }

    /** What was violated. */
    public Violation violation() {
        return violation;
    }
}
