package dev.pagewalk.bridge.build;

/** Hears what a build is doing; called from the building thread. */
@FunctionalInterface
public interface BuildProgress {
    /** Says nothing. */
    BuildProgress SILENT = (stage, done, total) -> {};

    /**
     * A step begins or moves on.
     *
     * @param stage what is being done, in a few words
     * @param done steps of this stage that are done
     * @param total steps of this stage
     */
    void at(String stage, int done, int total);
}
