package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.vectors.LineSource;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tests of this package share: built designs and scenarios. */
final class RtlModels {
    private static final Path SEED = Path.of("src/test/resources/conformance/vectors-101.jsonl.gz");

    /** The only reasons for which a scenario may be left out on the configuration of its profile. */
    static final Set<String> NOT_PLAYABLE = Feature.unfinished().stream()
            .flatMap(feature -> feature.capability().stream())
            .map(BitField::name)
            .collect(Collectors.toUnmodifiableSet());

    private RtlModels() {}

    static ModelLibrary library(NamedConfiguration configuration) {
        return Models.standard(BuildProgress.SILENT).library(configuration.label(), false);
    }

    /** A target that plays everything on one configuration. */
    static RtlTarget on(NamedConfiguration configuration, Path waves) {
        return new RtlTarget(RtlModels::library, profile -> configuration, waves);
    }

    static List<Scenario> seed101(Predicate<Scenario> wanted) throws IOException {
        return read(SEED, wanted);
    }

    /** The directed scenarios of a profile. */
    static List<Scenario> directed(String profile) throws IOException {
        List<Path> files;
        try (Stream<Path> listing = Files.list(SEED.getParent())) {
            files = listing.filter(file -> file.getFileName().toString().startsWith("directed-"))
                    .sorted()
                    .toList();
        }
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files) {
            scenarios.addAll(read(file, scenario -> scenario.config().profile().equals(profile)));
        }
        return scenarios;
    }

    private static List<Scenario> read(Path file, Predicate<Scenario> wanted) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        try (LineSource lines = LineSource.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Scenario scenario = ScenarioParser.parse(line);
                if (wanted.test(scenario)) {
                    scenarios.add(scenario);
                }
            }
        }
        return scenarios;
    }
}
