package dev.pagewalk.testbench.scenario;

import dev.pagewalk.host.iommu.UpdateProtocol;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.PlatformContext;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How to run a scenario. Every property has a default; setters chain. */
public final class ScenarioOptions {
    private PlatformContext platform = new PlatformContext();
    private UpdateProtocol protocol = UpdateProtocol.STANDARD;
    private Consumer<String> trace;
    private Consumer<ScenarioContext.Step> steps = step -> {};
    private Path folder;
    private boolean waves;
    private final List<Consumer<CosimPlatform>> preparations = new ArrayList<>();

    /** Configuration, seed and so on. */
    public ScenarioOptions platform(PlatformContext value) {
        platform = value;
        return this;
    }

    /** Order of the driver's updates, for planted bugs. */
    public ScenarioOptions protocol(UpdateProtocol value) {
        protocol = value;
        return this;
    }

    /** Takes a line per table store, walk read and translation. */
    public ScenarioOptions trace(Consumer<String> value) {
        trace = value;
        return this;
    }

    /** Hears what the scenario does. */
    public ScenarioOptions steps(Consumer<ScenarioContext.Step> value) {
        steps = value;
        return this;
    }

    /** Writes journal, and bundle on failure, into a folder; without one nothing is written. */
    public ScenarioOptions folder(Path value) {
        folder = value;
        return this;
    }

    /** Writes waveforms into the folder as well. */
    public ScenarioOptions withWaves() {
        waves = true;
        return this;
    }

    /** Does something to the platform before the scenario starts, such as planting a bug. */
    public ScenarioOptions prepare(Consumer<CosimPlatform> preparation) {
        preparations.add(preparation);
        return this;
    }

    /** True if the command line can do the same: nothing is planted or prepared. */
    boolean isPlain() {
        return preparations.isEmpty() && protocol == UpdateProtocol.STANDARD && !platform.canaries();
    }

    PlatformContext platform() {
        return platform;
    }

    UpdateProtocol protocol() {
        return protocol;
    }

    Consumer<String> trace() {
        return trace;
    }

    Consumer<ScenarioContext.Step> steps() {
        return steps;
    }

    Path folder() {
        return folder;
    }

    boolean waves() {
        return waves;
    }

    List<Consumer<CosimPlatform>> preparations() {
        return preparations;
    }
}
