package dev.pagewalk.bridge.build;

import dev.pagewalk.bridge.record.CycleLayout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Builds the library of a published top: Verilator, then the C++ compiler over the generated model, Verilator's
 * runtime and the shim, on all cores.
 *
 * <p>A library is cached under a hash of Verilog, ports, waivers, shim, flags and tool versions; nothing is built that
 * is there. A build that fails or is killed leaves nothing that a later build would take for whole.
 */
public final class ModelBuilder {
    private static final String HEADER = "pw_pins.h";

    private final CacheFolder cache;
    private BuildOptions options = BuildOptions.DEFAULT;
    private BuildProgress progress = BuildProgress.SILENT;
    private Supplier<ToolChain> toolChain = ToolChain::detect;

    /**
     * A builder with its cache.
     *
     * @param cache folder for libraries; created if it is not there
     */
    public ModelBuilder(Path cache) {
        this.cache = new CacheFolder(cache);
    }

    /**
     * Chooses how to build.
     *
     * @param value options
     * @return this
     */
    public ModelBuilder options(BuildOptions value) {
        options = value;
        return this;
    }

    /**
     * Chooses who hears of the progress.
     *
     * @param value listener
     * @return this
     */
    public ModelBuilder progress(BuildProgress value) {
        progress = value;
        return this;
    }

    /**
     * Chooses the tools instead of those on the path.
     *
     * @param value the tools
     * @return this
     */
    public ModelBuilder tools(ToolChain value) {
        toolChain = () -> value;
        return this;
    }

    /**
     * The library of a published top. A {@code waivers.vlt} in the folder is used if the options name none.
     *
     * @param source folder with {@code ports.json} and the Verilog
     * @return the library, from the cache if it is there
     * @throws BuildException with the output of the tool that failed
     * @throws MissingToolException with the command that installs what is missing
     */
    public ModelLibrary build(Path source) {
        try {
            ModelSource model = ModelSource.of(source, options);
            progress.at("checking tools", 0, 1);
            ToolChain tools = toolChain.get();
            String header = PinHeader.of(CycleLayout.of(model.ports()), options);
            String key = key(model, tools, header);
            String name = model.ports().module() + '-' + model.ports().configuration() + '-' + key;
            Path folder = cache.folder(name, ModelLibrary.KEY, progress, (runner, temporary) -> new LibraryBuild(
                            runner, tools, options, progress, () -> runtime(tools))
                    .build(model, header, key, temporary));
            return ModelLibrary.load(folder);
        } catch (IOException e) {
            throw new BuildException("published top unreadable: folder=" + source + ", " + e, e);
        }
    }

    private String key(ModelSource model, ToolChain tools, String header) throws IOException {
        ContentHash hash = new ContentHash().add(HEADER, header);
        for (Path file : model.files()) {
            hash.add(file);
        }
        addShared(hash, tools);
        return hash.name();
    }

    private void addShared(ContentHash hash, ToolChain tools) {
        for (String name : ShimSources.all()) {
            hash.add(name, ShimSources.content(name));
        }
        hash.add("tools", tools.versions());
        hash.add("verilator flags", options.verilatorFlags().toString());
        hash.add("compiler flags", options.compilerFlags() + options.modelLevels() + options.shimFlags());
    }

    /** Verilator's runtime does not depend on the design, so all libraries share its object files. */
    private Path runtime(ToolChain tools) {
        ContentHash hash = new ContentHash()
                .add("tools", tools.versions())
                .add("compiler flags", options.compilerFlags().toString())
                .add("print", ShimSources.content("pw_print.h"));
        String last = "complete";
        return cache.folder("runtime-" + hash.name(), last, progress, (runner, folder) -> {
            Files.write(folder.resolve("pw_print.h"), ShimSources.content("pw_print.h"));
            List<Runnable> tasks = new ArrayList<>();
            for (String unit : options.waves() ? LibraryBuild.RUNTIME_WAVES : LibraryBuild.RUNTIME) {
                tasks.add(() -> runner.run(unit, LibraryBuild.runtimeCommand(tools, options, unit)));
            }
            runner.parallel("compiling the runtime of Verilator", tasks, progress);
            Files.writeString(folder.resolve(last), tools.versions());
        });
    }
}
