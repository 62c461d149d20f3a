package dev.pagewalk.testbench.vectors;

import java.nio.file.Path;

/** Makes golden models, one per core. */
public final class GoldenTargetFactory implements VectorTargetFactory {
    @Override
    public String name() {
        return "model";
    }

    @Override
    public VectorTarget create(boolean waves, Path directory) {
        if (waves) {
            throw new IllegalArgumentException("the model has no waveforms: use --on rtl with --waves");
        }
        return new GoldenTarget();
    }

    @Override
    public int parallelism(int cores) {
        return cores;
    }
}
