package dev.pagewalk.testbench.canary;

import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.testbench.platform.RunFailedException;
import dev.pagewalk.testbench.vectors.LineSource;
import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioParser;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import dev.pagewalk.testbench.vectors.rtl.RtlTarget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Conformance scenarios, one after the other until one fails. */
final class VectorStimulus implements Stimulus, AutoCloseable {
    private static final List<String> FILES = List.of(
            "directed-translation.jsonl",
            "directed-counters-invalidation.jsonl",
            "directed-msi-mrif.jsonl",
            "directed-ats-queues-registers.jsonl",
            "directed-interactions.jsonl",
            "vectors-101.jsonl.gz");

    private static final Map<Canary.Area, Set<String>> CATEGORIES = Map.of(
            Canary.Area.SCOPE, Set.of("inval"),
            Canary.Area.UPDATE, Set.of("had"),
            Canary.Area.FILE, Set.of("mrif"),
            Canary.Area.ATS, Set.of("ats", "pri", "atsinval"),
            Canary.Area.EVENT, Set.of("hpm", "intr"),
            Canary.Area.WALK, Set.of("ddt", "pdt", "msi", "dbg"));

    private final Supplier<RtlTarget> targets;
    private final String profile;
    private final Path folder;
    private List<Scenario> scenarios;
    private RtlTarget target;

    /** Scenarios of a profile from a folder of conformance files. */
    VectorStimulus(Supplier<RtlTarget> targets, String profile, Path folder) {
        this.targets = targets;
        this.profile = profile;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "vectors";
    }

    @Override
    public Optional<Catch> play(PlantedBug bug) {
        prepare();
        return play(likely(bug), bug);
    }

    /** All scenarios, those of the categories first that are about the part with the bug. */
    private List<Scenario> likely(PlantedBug bug) {
        Set<String> categories = Canary.ofCode(bug.code())
                .map(canary -> CATEGORIES.getOrDefault(canary.area(), Set.of()))
                .orElse(Set.of());
        return scenarios.stream()
                .sorted(Comparator.comparing(scenario -> !categories.contains(scenario.category())))
                .toList();
    }

    private Optional<Catch> play(List<Scenario> some, PlantedBug bug) {
        for (Scenario scenario : some) {
            Optional<Catch> caught = play(scenario, bug.code());
            if (caught.isPresent() && (bug.code() == 0 || play(scenario, 0).isEmpty())) {
                return caught;
            }
        }
        return Optional.empty();
    }

    /** Plays one scenario; with the healthy design as well before a failure counts as the bug's. */
    private Optional<Catch> play(Scenario scenario, int code) {
        try {
            List<OperationFailure> failures = new ScenarioPlayer(target.plant(code)).play(scenario);
            return failures.stream().findFirst().map(failure -> found(scenario, failure));
        } catch (RunFailedException e) {
            reopen();
            return Optional.of(Catch.of(e.violation(), scenario.id()));
        } catch (RuntimeException e) {
            reopen();
            return Optional.of(new Catch("vectors", e.getMessage(), "VECTORS §2", scenario.id(), -1));
        }
    }

    private Catch found(Scenario scenario, OperationFailure failure) {
        String rule = failure.where() + ": expected " + failure.mismatch().expected() + ", actual "
                + failure.mismatch().actual();
        return new Catch("vectors", rule, failure.mismatch().clause(), scenario.id(), target.cycles());
    }

    private void prepare() {
        if (scenarios != null) {
            return;
        }
        reopen();
        scenarios = new ArrayList<>();
        for (String file : FILES) {
            read(folder.resolve(file));
        }
    }

    /** Those that this configuration can play. */
    private void read(Path file) {
        try (LineSource lines = LineSource.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Scenario scenario = ScenarioParser.parse(line);
                if (scenario.config().profile().equals(profile)
                        && target.missing(scenario).isEmpty()) {
                    scenarios.add(scenario);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the conformance scenarios: file=" + file, e);
        }
    }

    private void reopen() {
        close();
        target = targets.get();
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
        }
    }
}
