package dev.pagewalk.bridge.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to build a library.
 *
 * @param optimisation compiler level, {@code -O3} for products
 * @param waves whether FST is compiled in
 * @param strict whether warnings of the shim are errors
 * @param waivers waiver file for Verilator, if there is one
 */
public record BuildOptions(String optimisation, boolean waves, boolean strict, Optional<Path> waivers) {
    /** How products are built: one library with FST for runs and replays. */
    public static final BuildOptions DEFAULT = new BuildOptions("-O3", true, false, Optional.empty());

    private static final String RUNS_ONCE = "__Slow";
    private static final String WRITES_WAVES = "__Trace";

    /** Refuses a level the compiler would not know. */
    public BuildOptions {
        if (!optimisation.matches("-O[0-3]")) {
            throw new IllegalArgumentException("optimisation: none of -O0 to -O3: value=" + optimisation);
        }
    }

    /**
     * The same with another compiler level.
     *
     * @param level {@code -O0} to {@code -O3}
     * @return changed options
     */
    public BuildOptions withOptimisation(String level) {
        return new BuildOptions(level, waves, strict, waivers);
    }

    /**
     * The same without waveforms.
     *
     * @return changed options
     */
    public BuildOptions withoutWaves() {
        return new BuildOptions(optimisation, false, strict, waivers);
    }

    /**
     * The same with warnings of the shim as errors.
     *
     * @return changed options
     */
    public BuildOptions withStrictShim() {
        return new BuildOptions(optimisation, waves, true, waivers);
    }

    /**
     * The same with a waiver file.
     *
     * @param file Verilator waivers, each with its reason
     * @return changed options
     */
    public BuildOptions withWaivers(Path file) {
        return new BuildOptions(optimisation, waves, strict, Optional.of(file));
    }

    /** Flags of every Verilator run. */
    List<String> verilatorFlags() {
        List<String> common = List.of(
                "--cc",
                "-Wall",
                "--assert",
                "-O3",
                "--x-assign",
                "fast",
                "--x-initial",
                "unique",
                "--output-split",
                "20000");
        return waves ? Lists.join(common, List.of("--trace-fst")) : common;
    }

    /** Flags of every compiler run. */
    List<String> compilerFlags() {
        List<String> common = List.of(
                "-std=gnu++17",
                optimisation,
                "-fPIC",
                "-fvisibility=hidden",
                "-fno-gnu-unique",
                "-pthread",
                "-DVL_USER_FINISH",
                "-DVL_USER_STOP",
                "-DVL_USER_FATAL",
                "-DVL_PRINTF=pw_print");
        return waves ? Lists.join(common, List.of("-DVM_TRACE=1", "-DVM_TRACE_FST=1")) : common;
    }

    /**
     * Flags for one unit of the generated model, after those of every run. More than half of the text is code that runs
     * once or only while waves are written; compiling it at full level takes most of the time and gains nothing.
     */
    List<String> modelFlags(String unit) {
        if (unit.contains(RUNS_ONCE)) {
            return List.of("-O0");
        }
        return unit.contains(WRITES_WAVES) ? List.of("-O1") : List.of();
    }

    /** The levels that {@link #modelFlags} chooses, for the hash of a build. */
    String modelLevels() {
        return modelFlags(RUNS_ONCE).toString() + modelFlags(WRITES_WAVES) + modelFlags("");
    }

    /** Flags for the shim's own sources. */
    List<String> shimFlags() {
        List<String> warnings = List.of("-Wall", "-Wextra");
        return strict ? Lists.join(warnings, List.of("-Werror")) : warnings;
    }
}
