package dev.pagewalk.bridge.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps of one build, in its temporary folder. */
final class LibraryBuild {
    /** Units of Verilator's runtime that every library needs. */
    static final List<String> RUNTIME = List.of("verilated.cpp", "verilated_threads.cpp");
    /** The same with FST. */
    static final List<String> RUNTIME_WAVES = List.of("verilated_fst_c.cpp", "verilated.cpp", "verilated_threads.cpp");

    private static final String PREFIX = "PwTop";

    private final RunningTools runner;
    private final ToolChain tools;
    private final BuildOptions options;
    private final BuildProgress progress;
    private final Supplier<Path> runtime;

    LibraryBuild(
            RunningTools runner,
            ToolChain tools,
            BuildOptions options,
            BuildProgress progress,
            Supplier<Path> runtime) {
        this.runner = runner;
        this.tools = tools;
        this.options = options;
        this.progress = progress;
        this.runtime = runtime;
    }

    void build(ModelSource model, String header, String key, Path folder) throws IOException {
        progress.at("verilating " + model.ports().module(), 0, 1);
        runner.run("verilator", verilate(model));
        ShimSources.copyTo(folder);
        Files.writeString(folder.resolve("pw_pins.h"), header);
        Files.writeString(folder.resolve("exports.map"), "{ global: pw_*; local: *; };\n");
        Path shared = runtime.get();
        List<String> units = compile(folder, key);
        progress.at("linking", 0, 1);
        runner.run("link", link(units, shared));
        tidy(model, folder, key);
    }

    private List<String> verilate(ModelSource model) {
        List<String> command = new ArrayList<>(List.of(tools.verilator()));
        command.addAll(options.verilatorFlags());
        command.addAll(List.of("--prefix", PREFIX, "--top-module", model.ports().module(), "--Mdir", "generated"));
        model.waivers().ifPresent(file -> command.add(file.toAbsolutePath().toString()));
        model.verilog().forEach(file -> command.add(file.toAbsolutePath().toString()));
        return command;
    }

    private List<String> compile(Path folder, String key) throws IOException {
        List<Runnable> tasks = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (String unit : ShimSources.UNITS) {
            List<String> extra = Lists.join(options.shimFlags(), List.of("-DPW_KEY=\"" + key + "\""));
            tasks.add(task(unit, unit, extra, objects));
        }
        for (Path unit : Folders.files(folder.resolve("generated"), ".cpp")) {
            String name = unit.getFileName().toString();
            tasks.add(task(name, "generated/" + name, options.modelFlags(name), objects));
        }
        runner.parallel("compiling", tasks, progress);
        return objects;
    }

    private Runnable task(String name, String unit, List<String> extra, List<String> objects) {
        String object = name + ".o";
        objects.add(object);
        List<String> command = compileCommand(tools, options, unit, object, extra);
        return () -> runner.run(name, command);
    }

    static List<String> runtimeCommand(ToolChain tools, BuildOptions options, String unit) {
        Path source = tools.verilatorRoot().resolve("include").resolve(unit);
        return compileCommand(tools, options, source.toString(), unit + ".o", List.of("-w"));
    }

    private static List<String> compileCommand(
            ToolChain tools, BuildOptions options, String unit, String object, List<String> extra) {
        Path include = tools.verilatorRoot().resolve("include");
        List<String> command = new ArrayList<>(List.of(tools.compiler()));
        command.addAll(options.compilerFlags());
        command.addAll(extra);
        command.addAll(List.of("-I.", "-include", "pw_print.h", "-isystem", "generated"));
        command.addAll(List.of(
                "-isystem",
                include.toString(),
                "-isystem",
                include.resolve("vltstd").toString()));
        command.addAll(List.of("-c", unit, "-o", object));
        return command;
    }

    private List<String> link(List<String> objects, Path shared) {
        List<String> command = new ArrayList<>(List.of(tools.compiler(), "-shared", "-pthread", "-Wl,-Bsymbolic"));
        command.addAll(List.of("-Wl,--version-script=exports.map", "-Wl,--no-undefined", "-o", ModelLibrary.LIBRARY));
        command.addAll(objects);
        for (String unit : options.waves() ? RUNTIME_WAVES : RUNTIME) {
            command.add(shared.resolve(unit + ".o").toAbsolutePath().toString());
        }
        if (options.waves()) {
            command.add("-lz");
        }
        return command;
    }

    /** Keeps the library, its ports and its pin header; the hash is written last. */
    private static void tidy(ModelSource model, Path folder, String key) throws IOException {
        Folders.delete(folder.resolve("generated"));
        for (Path file : Folders.files(folder, ".o", ".cpp", ".h", ".log", ".map")) {
            Files.delete(file);
        }
        Files.copy(model.portsFile(), folder.resolve(ModelLibrary.PORTS));
        Files.writeString(folder.resolve(ModelLibrary.KEY), key + "\n");
    }
}
