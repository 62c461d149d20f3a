package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.elaborate.Top;

/** Test systems with parameters that no named configuration has, compiled quickly. */
public final class Variants {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);

    private Variants() {}

    /** The compare-and-swap of walks and interrupt files by AXI5 atomics, in both byte orders. */
    public static ModelLibrary withAtomicCompare() {
        IommuParameters parameters = NamedConfiguration.BE.parameters().with(Feature.AMO_MRIF, Feature.ATOMIC_COMPARE);
        return library("be-atomic-compare", parameters);
    }

    /** The same where entries have four bytes as well: an update must leave the other half of its doubleword alone. */
    public static ModelLibrary withAtomicCompareOfWords() {
        IommuParameters parameters = NamedConfiguration.SV32.parameters().with(Feature.ATOMIC_COMPARE);
        return library("sv32-atomic-compare", parameters);
    }

    /** A library with these parameters. */
    public static ModelLibrary library(String name, IommuParameters parameters) {
        return MODELS.special(name, parameters, Top.COSIM, "-O1");
    }
}
