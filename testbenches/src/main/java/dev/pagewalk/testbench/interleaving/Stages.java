package dev.pagewalk.testbench.interleaving;

import java.util.List;

/** Which stage an interleaving uses: what the configuration has, in turn with the seed. */
final class Stages {
    private static final List<Interleaving.Stage> ALL =
            List.of(Interleaving.Stage.SECOND, Interleaving.Stage.FIRST, Interleaving.Stage.MIXED);

    private Stages() {}

    static Interleaving.Stage of(String configuration, long seed) {
        return configuration.equals("small") ? Interleaving.Stage.SECOND : ALL.get(Math.floorMod(seed, ALL.size()));
    }
}
