package dev.pagewalk.testbench.judge;

/**
 * A broken rule.
 *
 * @param judge name of the judge that found it
 * @param claim the rule as a sentence that should have held
 * @param clause where the rule is written, such as {@code AXI A3.2.1}
 * @param expected what the rule asks for here
 * @param actual what was there
 * @param cycle when it was found
 * @param oldest the oldest outstanding transaction at that moment, or {@code none}
 */
public record Violation(
        String judge, String claim, String clause, String expected, String actual, long cycle, String oldest) {
    /** One line for lists. */
    public String line() {
        return judge + ": " + claim + " [" + clause + "]: expected=" + expected + ", actual=" + actual + ", cycle="
                + cycle;
    }
}
