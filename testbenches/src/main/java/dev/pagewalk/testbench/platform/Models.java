package dev.pagewalk.testbench.platform;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.bridge.build.BuildOptions;
import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelBuilder;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.elaborate.Top;
import dev.pagewalk.hdl.rtl.elaborate.VerilogPublisher;
import dev.pagewalk.hdl.spinal.Elaboration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Libraries of named configurations: published and built on first use, then taken from a cache. The Verilog is cached
 * under a hash of the classes that write it, the library under a hash of the Verilog.
 */
public final class Models {
    private static final String LIBRARIES = "models";
    private static final List<Class<?>> WRITERS = List.of(VerilogPublisher.class, Elaboration.class, BitField.class);
    private static final int KEY_DIGITS = 16;

    /**
     * System property with the compiler level of libraries, {@code -O3} by default. A lower one builds faster and runs
     * slower; results are the same, but journals name the library they came from.
     */
    public static final String OPTIMISATION = "pagewalk.model.optimisation";

    private final Path cache;
    private final BuildProgress progress;
    private final Map<String, ModelLibrary> built = new ConcurrentHashMap<>();

    /** Libraries in a cache folder; {@code progress} hears what is built. */
    public Models(Path cache, BuildProgress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** The compiler level of libraries that are built in this process. */
    public static String optimisation() {
        return System.getProperty(OPTIMISATION, "-O3");
    }

    /** The cache under {@code target/pagewalk} of the repository. */
    public static Models standard(BuildProgress progress) {
        return new Models(Workspace.root().resolve("target/pagewalk/cache"), progress);
    }

    /** The library of a configuration; an unknown name is an {@link IllegalArgumentException}. */
    public ModelLibrary library(String configuration, boolean canaries) {
        return library(configuration, canaries, optimisation());
    }

    /** The library of a configuration with planted bugs. */
    public ModelLibrary canaries(String configuration) {
        return library(configuration, true);
    }

    /** The library of a configuration with the compiler level that a journal names. */
    public ModelLibrary library(String configuration, boolean canaries, String optimisation) {
        String wanted = configuration + " " + canaries + " " + optimisation;
        return built.computeIfAbsent(wanted, key -> build(configuration, canaries, optimisation));
    }

    /** The library of parameters that no named configuration has; the name is for people and need not be unique. */
    public ModelLibrary special(String name, IommuParameters parameters, Top top, String optimisation) {
        String wanted = name + " " + parameters + " " + top + " " + optimisation;
        return built.computeIfAbsent(wanted, key -> build(name, top.parameters(parameters), top, optimisation));
    }

    private ModelLibrary build(String configuration, boolean canaries, String optimisation) {
        Top top = canaries ? Top.COSIM_CANARIES : Top.COSIM;
        return build(
                configuration,
                top.parameters(NamedConfiguration.of(configuration).parameters()),
                top,
                optimisation);
    }

    private ModelLibrary build(String name, IommuParameters parameters, Top top, String optimisation) {
        Path verilog = published(name, parameters, top);
        return new ModelBuilder(cache.resolve(LIBRARIES))
                .options(BuildOptions.DEFAULT.withOptimisation(optimisation))
                .progress(progress)
                .build(verilog);
    }

    /** A library that was built before, by the key that journals name; empty if the cache does not hold it. */
    public Optional<ModelLibrary> library(String key) {
        try (Stream<Path> folders = Files.list(cache.resolve(LIBRARIES))) {
            return folders.filter(folder -> folder.getFileName().toString().endsWith("-" + key))
                    .findFirst()
                    .map(ModelLibrary::load);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model cache: folder=" + cache, e);
        }
    }

    private Path published(String label, IommuParameters parameters, Top top) {
        String name = label + "-" + top.name() + "-" + key(parameters);
        Path folder = cache.resolve("verilog").resolve(name);
        if (Files.isRegularFile(folder.resolve(VerilogPublisher.PORTS_FILE))) {
            return folder;
        }
        progress.at("elaborating " + label, 0, 1);
        try {
            Files.createDirectories(folder.getParent());
            Path temporary = Files.createTempDirectory(folder.getParent(), "publishing-");
            VerilogPublisher.publish(label, parameters, top, temporary);
            moveIntoPlace(temporary, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model cache: folder=" + folder, e);
        }
    }

    /** Another process may have been faster: its folder is as good. */
    private static void moveIntoPlace(Path temporary, Path folder) throws IOException {
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isRegularFile(folder.resolve(VerilogPublisher.PORTS_FILE))) {
                throw e;
            }
            try (Stream<Path> files = Files.walk(temporary)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Of what the Verilog follows from: the parameters, and the classes that write it. */
    private static String key(IommuParameters parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(parameters.toString().getBytes(StandardCharsets.UTF_8));
            for (Class<?> writer : WRITERS) {
                Path source = Path.of(writer.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                addAll(digest, source);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException("class path cannot be hashed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("class path cannot be read", e);
        }
    }

    private static void addAll(MessageDigest digest, Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(source.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }
}
