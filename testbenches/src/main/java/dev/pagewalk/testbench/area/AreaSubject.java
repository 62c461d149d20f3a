package dev.pagewalk.testbench.area;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something whose area is measured.
 *
 * @param label name in tables and files
 * @param parameters what is built
 * @param without label of the same without the last feature, empty for configurations
 */
public record AreaSubject(String label, IommuParameters parameters, Optional<String> without) {
    private static final Set<Feature> NOT_HARDWARE =
            EnumSet.of(Feature.OBSERVATION, Feature.CANARIES, Feature.BE_RESET);
    private static final NamedConfiguration GROUND = NamedConfiguration.SMALL;

    /** All named configurations. */
    public static List<AreaSubject> configurations() {
        return Arrays.stream(NamedConfiguration.values())
                .map(c -> new AreaSubject(c.label(), c.parameters(), Optional.empty()))
                .toList();
    }

    /** Each optional feature that is finished, alone on top of the smallest configuration and of what it needs. */
    public static List<AreaSubject> features() {
        List<AreaSubject> subjects = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            if (isOptional(feature)) {
                List<Feature> needed = needed(feature);
                List<Feature> chain = new ArrayList<>(needed);
                chain.add(feature);
                subjects.add(new AreaSubject(
                        label(chain),
                        GROUND.parameters().with(chain.toArray(Feature[]::new)),
                        Optional.of(label(needed))));
            }
        }
        return subjects;
    }

    private static boolean isOptional(Feature feature) {
        return !GROUND.parameters().has(feature)
                && !NOT_HARDWARE.contains(feature)
                && !Feature.unfinished().contains(feature);
    }

    /** What a feature needs beyond the smallest configuration, in the order of need. */
    private static List<Feature> needed(Feature feature) {
        List<Feature> chain = new ArrayList<>();
        Optional<Feature> next = feature.requires();
        while (next.isPresent() && !GROUND.parameters().has(next.get())) {
            chain.add(0, next.get());
            next = next.get().requires();
        }
        return chain;
    }

    private static String label(List<Feature> chain) {
        return GROUND.label() + chain.stream().map(f -> "+" + f.name()).collect(Collectors.joining());
    }
}
