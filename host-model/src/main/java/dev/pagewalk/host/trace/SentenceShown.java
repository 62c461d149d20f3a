package dev.pagewalk.host.trace;

/**
 * A step of a scenario whose claim held and showed a sentence.
 *
 * @param sentence id, such as {@code MDL-7}
 * @param scenario name of the scenario
 * @param step number of the step, from 1
 * @param claim the claim that was checked, the same for every seed
 */
public record SentenceShown(String sentence, String scenario, int step, String claim) {}
