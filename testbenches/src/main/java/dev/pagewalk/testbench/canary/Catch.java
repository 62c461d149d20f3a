package dev.pagewalk.testbench.canary;

import dev.pagewalk.testbench.judge.Violation;

/**
 * How a bug was found.
 *
 * @param by the judge, or the kind of test
 * @param rule the claim that failed
 * @param clause where it is written
 * @param stimulus what was run
 * @param cycles from the start of that run
 */
public record Catch(String by, String rule, String clause, String stimulus, long cycles) {
    static Catch of(Violation violation, String stimulus) {
        return new Catch(violation.judge(), violation.claim(), violation.clause(), stimulus, violation.cycle());
    }
}
