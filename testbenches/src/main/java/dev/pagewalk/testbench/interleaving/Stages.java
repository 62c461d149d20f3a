package dev.pagewalk.testbench.interleaving;

/** Which stage an interleaving uses. First-stage domains wait for a table judge that knows their tables. */
final class Stages {
    private Stages() {}

    /** The kind that every judge knows in this configuration. */
    static Interleaving.Stage of(String configuration, long seed) {
        return Interleaving.Stage.SECOND;
    }
}
