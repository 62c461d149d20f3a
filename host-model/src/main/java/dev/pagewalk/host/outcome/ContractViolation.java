package dev.pagewalk.host.outcome;

/**
 * A call that Windows documents as undefined or forbidden without naming a code (outcome UB).
 *
 * <p>The model reports it, and nothing has changed. It is no Windows behaviour and never carries an invented code.
 */
public final class ContractViolation extends RuntimeException {

    private final String ruleId;

    /** A violation of the rule with this id. */
    public ContractViolation(String ruleId, String message) {
        super("contract violation " + ruleId + ": " + message);
        this.ruleId = ruleId;
    }

    /** Rule of {@code docs/windows-semantics.md}, such as {@code S-UNL-1}. */
    public String ruleId() {
        return ruleId;
    }
}
