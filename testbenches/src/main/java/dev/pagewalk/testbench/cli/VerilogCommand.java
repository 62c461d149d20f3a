package dev.pagewalk.testbench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.elaborate.Top;
import dev.pagewalk.hdl.rtl.elaborate.VerilogPublisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code verilog}: publishes the Verilog of the IOMMU, one folder per configuration. */
@Command(
        name = "verilog",
        mixinStandardHelpOptions = true,
        description = "Publishes the Verilog of the IOMMU with its port list and lint waivers.")
public final class VerilogCommand implements Callable<Integer> {
    private static final Path DEFAULT_FOLDER = Path.of("target", "pagewalk", "verilog");

    @Option(
            names = "--config",
            paramLabel = "NAME",
            description = "Configuration to publish; may be repeated. Default: all.")
    private List<String> configurations = List.of();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder to write to (default: target/pagewalk/verilog).")
    private Path output;

    @Option(names = "--list", description = "List the configurations and publish nothing.")
    private boolean list;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write configurations and files as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            for (NamedConfiguration configuration : NamedConfiguration.values()) {
                out.printf("%-8s %s%n", configuration.label(), configuration.purpose());
            }
            return ExitStatus.OK;
        }
        Map<String, String> files = new LinkedHashMap<>();
        try (Progress progress = Progress.standard()) {
            for (NamedConfiguration configuration : selected()) {
                progress.stage("elaborating " + configuration.label());
                files.put(configuration.label(), publish(configuration).toString());
            }
        }
        files.values().forEach(out::println);
        out.flush();
        if (json != null) {
            writeJson(files);
        }
        return ExitStatus.OK;
    }

    private List<NamedConfiguration> selected() {
        try {
            return configurations.isEmpty()
                    ? List.of(NamedConfiguration.values())
                    : configurations.stream().map(NamedConfiguration::of).toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage());
        }
    }

    private Path publish(NamedConfiguration configuration) {
        Path root = Path.of(System.getProperty("pagewalk.root", "."));
        Path folder = (output == null ? root.resolve(DEFAULT_FOLDER) : output).resolve(configuration.label());
        try {
            return VerilogPublisher.publish(configuration, Top.IOMMU, folder);
        } catch (UncheckedIOException e) {
            throw CommandException.environment(
                    "cannot write " + folder + ": " + e.getCause().getMessage(), e);
        }
    }

    private void writeJson(Map<String, String> files) {
        try {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), files);
        } catch (IOException e) {
            throw CommandException.environment("cannot write " + json + ": " + e.getMessage(), e);
        }
    }
}
