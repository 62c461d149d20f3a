package dev.pagewalk.testbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.Stage;
import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.campaign.RaceSweep.Race;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.Variants;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Races at every offset of a walk, judges on: a coarse stride by default, every cycle in the nightly profile. */
class RaceSweepTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final int STRIDE = 9;

    private static void sweep(String configuration, Race race, int stride, long seeds) {
        sweep(MODELS.library(configuration, false), configuration, race, stride, seeds);
    }

    private static void sweep(ModelLibrary library, String configuration, Race race, int stride, long seeds) {
        RaceSweep sweep = new RaceSweep(library, configuration);
        for (long seed = 1; seed <= seeds; seed++) {
            sweep.run(race, seed, stride);
        }
        if (race == Race.INVALIDATION) {
            requireEveryKindOfWalk(configuration, sweep.met());
        }
    }

    /** Every kind of table and every mode of both stages was on the way of a walk. */
    private static void requireEveryKindOfWalk(String configuration, Counts met) {
        Shape shape = new Shape(NamedConfiguration.of(configuration).parameters(), false, false);
        Shape narrow = new Shape(shape.parameters(), shape.mayNarrow(), false);
        Set<String> leaves = new HashSet<>();
        Set<String> tables = new HashSet<>();
        met.forEach((group, names) -> {
            if (group.equals("table read")) {
                tables.addAll(names.keySet());
            } else if (group.equals("leaf")) {
                names.keySet().forEach(name -> leaves.add(name.substring(0, name.indexOf(" "))));
            }
        });
        for (Stage stage : Stage.values()) {
            Stream.concat(shape.modes(stage, false).stream(), narrow.modes(stage, narrow.rv32()).stream())
                    .forEach(mode -> assertThat(leaves).contains(mode.name()));
        }
        Set<String> kinds = new HashSet<>(Set.of("devices", "second"));
        if (!shape.directories().isEmpty()) {
            kinds.add("processes");
        }
        if (shape.has(Feature.MSI_FLAT)) {
            kinds.add("msi");
        }
        assertThat(tables).containsAll(kinds);
    }

    @Test
    void shouldNeverUseAnEntryThatWasRemovedDuringItsWalk() {
        sweep("small", Race.INVALIDATION, STRIDE, 4);
    }

    @Test
    void shouldAnswerTwoWalksForOnePageAlike() {
        sweep("small", Race.TWO_WALKS, STRIDE, 2);
    }

    @Test
    void shouldNotLoseAStoreToAnUpdateOfAccessedAndDirty() {
        sweep("be", Race.UPDATE, STRIDE, 4);
    }

    @Test
    void shouldNotLoseAStoreToAnUpdateByAtomicCompare() {
        sweep(Variants.withAtomicCompare(), "be", Race.UPDATE, STRIDE, 4);
    }

    @Test
    void shouldNotLoseAStoreToAnUpdateOfFourBytesByAtomicCompare() {
        sweep(Variants.withAtomicCompareOfWords(), "sv32", Race.UPDATE, STRIDE, 4);
    }

    @Test
    void shouldEndRequestsWhenTheDirectoryGoesOff() {
        sweep("small", Race.DIRECTORY, STRIDE, 2);
    }

    @Test
    void shouldBeSilentAfterAResetDuringAWalk() {
        sweep("small", Race.RESET, STRIDE, 2);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"small", "base", "sv32", "be", "full"})
    void shouldSurviveEveryRaceAtEveryOffset(String configuration) {
        sweep(configuration, Race.INVALIDATION, 1, 12);
        sweep(configuration, Race.TWO_WALKS, 1, 3);
        sweep(configuration, Race.UPDATE, 1, 8);
        sweep(configuration, Race.DIRECTORY, 1, 3);
        sweep(configuration, Race.RESET, 1, 3);
    }
}
