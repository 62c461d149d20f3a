package dev.pagewalk.testbench.vectors;

/**
 * A difference between expectation and observation.
 *
 * @param what key of the expectation
 * @param expected what the scenario says
 * @param actual what the target showed
 * @param clause section of the architecture that the expectation follows from
 */
public record Mismatch(String what, String expected, String actual, String clause) {}
