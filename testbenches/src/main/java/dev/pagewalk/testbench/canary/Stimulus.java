package dev.pagewalk.testbench.canary;

import java.util.Optional;

/** Something that is run to find bugs. */
interface Stimulus {
    /** As in tables. */
    String name();

    /** Runs it with a bug; empty if nothing was found. */
    Optional<Catch> play(PlantedBug bug);
}
