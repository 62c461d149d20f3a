package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.build.ModelBuilder;
import dev.pagewalk.bridge.build.ModelLibrary;

import java.nio.file.Path;

/** Libraries of named configurations, published and built on first use into a cache. */
public final class Models {
    private final Path cache;

    public Models(Path cache) {
        this.cache = cache;
    }

    /** The library of a configuration. */
    public ModelLibrary library(String configuration, boolean canaries) {
        return new ModelBuilder(cache.resolve("models"))
                .build(cache.resolve("verilog").resolve(configuration));
    }
}
