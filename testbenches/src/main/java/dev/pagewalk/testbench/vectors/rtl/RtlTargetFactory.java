package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.vectors.VectorTarget;
import dev.pagewalk.testbench.vectors.VectorTargetFactory;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Makes targets that play on the RTL; they share the libraries, which are built on first use. */
public final class RtlTargetFactory implements VectorTargetFactory {
    private static final int MOST_MODELS = 2;

    private final Map<NamedConfiguration, ModelLibrary> libraries = new EnumMap<>(NamedConfiguration.class);
    private final Models models = Models.standard(RtlTargetFactory::tell);

    private static void tell(String stage, int done, int total) {
        if (done == 0) {
            System.err.println("pagewalk: " + stage);
        }
    }

    @Override
    public String name() {
        return "rtl";
    }

    @Override
    public VectorTarget create(boolean waves, Path directory) {
        return new RtlTarget(this::library, Coverage::configuration, waves ? directory : null);
    }

    /** Built by the first thread that needs it; the others wait for it. */
    private synchronized ModelLibrary library(NamedConfiguration configuration) {
        return libraries.computeIfAbsent(configuration, wanted -> models.library(wanted.label(), false));
    }

    @Override
    public int parallelism(int cores) {
        return Math.min(MOST_MODELS, cores);
    }
}
