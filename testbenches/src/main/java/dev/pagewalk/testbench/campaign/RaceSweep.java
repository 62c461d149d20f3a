package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.build.ModelLibrary;

/** Races at many offsets of a walk, caches being cold, with the judges on; a finding is thrown. */
public final class RaceSweep {
    /** Latencies of memory in cycles, by turns: commands overtake what is left of a walk where memory is slow. */
    private static final int[] LATENCIES = {5, 20};
    /** Reads that the longest walk of most tables makes. */
    private static final int READS = 22;

    /** Strides are those of memory with this latency. */
    private static final int FAST = 5;

    private final ModelLibrary library;
    private final String configuration;
    private final int canary;
    private final Counts met = new Counts();

    /** What happens a given number of cycles after a walk began. */
    public enum Race {
        /** The host changes an entry and removes what is cached of it. */
        INVALIDATION(Races::invalidation),
        /** A second walk for the same page, and a write to it. */
        TWO_WALKS(Races::twoWalks),
        /** The host stores to an entry whose A and D bits the walk may be setting. */
        UPDATE(Races::update),
        /** ddtp goes off and on again under traffic. */
        DIRECTORY(Races::directory),
        /** A reset. */
        RESET(Races::reset);

        // method references without state
        @SuppressWarnings("ImmutableEnumChecker")
        private final Step step;

        Race(Step step) {
            this.step = step;
        }
    }

    private interface Step {
        void run(Races races, int who, int offset);
    }

    /** Sweeps on a build of a configuration. */
    public RaceSweep(ModelLibrary library, String configuration) {
        this(library, configuration, 0);
    }

    /** Sweeps with a planted bug; the library has to be a canary build. */
    public RaceSweep(ModelLibrary library, String configuration, int canary) {
        this.library = library;
        this.configuration = configuration;
        this.canary = canary;
    }

    /** What the walks of all races so far have read, and what became of them. */
    public Counts met() {
        return met;
    }

    /** One race for every requester of a seed's world, at every {@code stride}th offset, or so many times less often as memory is slower. */
    public void run(Race race, long seed, int stride) {
        int latency = LATENCIES[(int) (seed % LATENCIES.length)];
        int step = stride * latency / FAST;
        try (Races races = new Races(library, configuration, seed, latency, canary, met)) {
            for (int who = 0; who < races.requesters(); who++) {
                for (int offset = (int) (seed % step); offset < READS * latency; offset += step) {
                    race.step.run(races, who, offset);
                }
            }
            races.finish();
        }
    }
}
