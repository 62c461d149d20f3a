package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.build.BuildOptions;
import dev.pagewalk.bridge.build.ModelBuilder;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.elaborate.Top;
import dev.pagewalk.hdl.rtl.elaborate.VerilogPublisher;

import java.nio.file.Path;

/** Test systems with parameters that no named configuration has. */
public final class Variants {
    private Variants() {}

    /** The compare-and-swap of walks and interrupt files by AXI5 atomics, in both byte orders. */
    public static ModelLibrary withAtomicCompare(Path directory) {
        IommuParameters parameters = NamedConfiguration.BE.parameters().with(Feature.AMO_MRIF, Feature.ATOMIC_COMPARE);
        return library("be-atomic-compare", parameters, directory);
    }

    /** The same where entries have four bytes as well: an update must leave the other half of its doubleword alone. */
    public static ModelLibrary withAtomicCompareOfWords(Path directory) {
        IommuParameters parameters = NamedConfiguration.SV32.parameters().with(Feature.ATOMIC_COMPARE);
        return library("sv32-atomic-compare", parameters, directory);
    }

    /** A library with these parameters; built once for each of them. */
    public static ModelLibrary library(String name, IommuParameters parameters, Path directory) {
        VerilogPublisher.publish(name, parameters.with(Feature.OBSERVATION), Top.COSIM, directory);
        return new ModelBuilder(Workspace.root().resolve("target/pagewalk/cache/models"))
                .options(BuildOptions.DEFAULT.withOptimisation("-O1"))
                .build(directory);
    }
}
