package dev.pagewalk.hdl.rtl.walk.bench;

import dev.pagewalk.architecture.DirectoryMode;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.rtl.walk.WalkEngine;

import java.util.function.Consumer;

/** A walk engine of some parameters with a memory around it. */
public final class WalkBench {
    /** Of {@link #rich}. */
    public static final int SECOND_LEVEL_SETS = 16;

    private final VerilatedProgram program;
    private final int contextBytes;

    private WalkBench(String name, IommuParameters parameters) {
        program = VerilatedProgram.of(name, "/walk/bench.cpp", WalkEngine.class.getName(), parameters);
        contextBytes = parameters.contextFormat().bytes();
    }

    /** The named configuration {@code small}: two walks, Sv39 and Sv39x4. */
    public static WalkBench small() {
        return new WalkBench("small", NamedConfiguration.SMALL.parameters());
    }

    /** Any parameters; the name tells builds apart. */
    public static WalkBench of(String name, IommuParameters parameters) {
        return new WalkBench(name, parameters);
    }

    /** The conformance profile {@code full} with four walks and a small second-level IOTLB. */
    public static WalkBench rich() {
        IommuParameters large =
                richParameters().with(Size.SECOND_LEVEL_SETS, SECOND_LEVEL_SETS).with(Size.SECOND_LEVEL_WAYS, 2);
        return new WalkBench("rich", large);
    }

    /** The same with one walk and one entry in each cache. */
    public static WalkBench least() {
        IommuParameters least = richParameters()
                .with(Size.WALKS, 1)
                .with(Size.DEVICE_CONTEXTS, 1)
                .with(Size.PROCESS_CONTEXTS, 1)
                .with(Size.FIRST_STAGE_WALK_ENTRIES, 1)
                .with(Size.SECOND_STAGE_WALK_ENTRIES, 1)
                .with(Size.NESTED_ENTRIES, 1)
                .with(Size.MSI_ENTRIES, 1)
                .with(Size.SECOND_LEVEL_SETS, 1)
                .with(Size.SECOND_LEVEL_WAYS, 1);
        return new WalkBench("least", least);
    }

    /** Parameters of {@link #rich}, but for the second level. */
    public static IommuParameters richParameters() {
        return IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS)
                .with(Feature.SV48, Feature.SV57, Feature.SV48X4, Feature.SV57X4, Feature.SVPBMT)
                .with(Feature.MSI_FLAT, Feature.MSI_MRIF, Feature.AMO_HWAD, Feature.ATS, Feature.T2GPA)
                .with(Feature.PD8, Feature.PD17, Feature.PD20, Feature.QOSID, Feature.AMO_MRIF, Feature.HPM)
                .with(Feature.DEBUG_TRANSLATION, Feature.NON_LEAF_INVALIDATION, Feature.RANGE_INVALIDATION)
                .with(Size.RCID_BITS, 8)
                .with(Size.MCID_BITS, 8)
                .with(Size.WALKS, 4)
                .with(Size.PHYSICAL_ADDRESS_BITS, 46);
    }

    /** Runs a script that starts with the tables of {@link Tables}, the directory on, and memory of some latency. */
    public WalkLog run(int latency, Consumer<WalkScript> body) {
        return run(latency, (script, tables) -> body.accept(script));
    }

    /** The same for a body that changes the tables. */
    public WalkLog run(int latency, Body body) {
        WalkScript script =
                new WalkScript().timing(46, latency, false, 0).directory(DirectoryMode.ONE_LEVEL, Tables.DIRECTORY);
        body.write(script, new Tables(script, contextBytes));
        return new WalkLog(program.run(script.await().text()));
    }

    /** Runs a script as it is. */
    public WalkLog play(WalkScript script) {
        return new WalkLog(program.run(script.text()));
    }

    /** What happens after the tables are there. */
    @FunctionalInterface
    public interface Body {
        /** Goes on with a script. */
        void write(WalkScript script, Tables tables);
    }
}
