package dev.pagewalk.testbench.vectors;

import java.nio.file.Path;

/** Makes targets; found through {@link java.util.ServiceLoader}, so that a target needs no change here. */
public interface VectorTargetFactory {
    /** Name for {@code --on}. */
    String name();

    /**
     * A new target.
     *
     * @param waves whether waveforms are wanted; a target that has none throws {@link IllegalArgumentException}
     * @param directory where files of this run go
     */
    VectorTarget create(boolean waves, Path directory);

    /** Targets that make sense at the same time on a machine with {@code cores} cores. */
    int parallelism(int cores);
}
