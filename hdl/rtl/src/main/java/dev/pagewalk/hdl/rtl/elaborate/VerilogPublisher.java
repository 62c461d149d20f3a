package dev.pagewalk.hdl.rtl.elaborate;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.spinal.Elaboration;
import dev.pagewalk.hdl.spinal.ElaborationOptions;
import dev.pagewalk.hdl.spinal.Netlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the Verilog of a configuration, its port list and the lint waivers into a directory. The output depends on
 * nothing but the sources: same input, same bytes.
 */
public final class VerilogPublisher {

    /** Name of the port list. */
    public static final String PORTS_FILE = "ports.json";
    /** Name of the Verilator waivers. */
    public static final String WAIVERS_FILE = "waivers.vlt";

    private static final List<String> WOVEN_PACKAGES = List.of("dev.pagewalk.hdl.rtl");

    private VerilogPublisher() {}

    /**
     * Publishes a top of a configuration.
     *
     * @param directory created when it does not exist
     * @return the Verilog file
     */
    public static Path publish(NamedConfiguration configuration, Top top, Path directory) {
        return publish(configuration.label(), top.parameters(configuration.parameters()), top, directory);
    }

    /**
     * The same for parameters that have no name of their own.
     *
     * @throws IllegalArgumentException if a feature is chosen that is not finished
     */
    public static Path publish(String label, IommuParameters parameters, Top top, Path directory) {
        refuse(label, parameters, Feature.unfinished());
        try {
            Files.createDirectories(directory);
            Netlist netlist =
                    Elaboration.generate(options(label, top, directory), WOVEN_PACKAGES, top.className(), parameters);
            Files.writeString(directory.resolve(PORTS_FILE), PortList.json(label, parameters, netlist));
            Files.writeString(directory.resolve(WAIVERS_FILE), waivers());
            return directory.resolve(top.module() + ".v");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write: directory=" + directory, e);
        }
    }

    /** No IOMMU announces what it does not do: features that are not finished are not published. */
    static void refuse(String label, IommuParameters parameters, List<Feature> unfinished) {
        for (Feature feature : unfinished) {
            if (parameters.has(feature)) {
                throw new IllegalArgumentException(
                        "feature is not finished: configuration=" + label + ", feature=" + feature);
            }
        }
    }

    /** The Verilator waivers, each with its reason. */
    public static String waivers() {
        try (InputStream in = VerilogPublisher.class.getResourceAsStream("/lint/" + WAIVERS_FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ElaborationOptions options(String label, Top top, Path directory) {
        return ElaborationOptions.into(directory)
                .withFileName(top.module() + ".v")
                .withSimulation(top.simulation())
                .withRemovePruned(true)
                .withHeader("Pagewalk RISC-V IOMMU, configuration " + label);
    }

    /** Command line: configuration, top (IOMMU, COSIM or COSIM_CANARIES), directory. */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("arguments: CONFIGURATION TOP DIRECTORY, configurations="
                    + NamedConfiguration.labels() + ", tops=" + List.of(Top.values()));
        }
        publish(NamedConfiguration.of(arguments[0]), Top.valueOf(arguments[1]), Path.of(arguments[2]));
    }
}
