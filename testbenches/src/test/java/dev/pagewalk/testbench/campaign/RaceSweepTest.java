package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.testbench.platform.Models;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Races at every offset of a walk, judges on: a coarse stride by default, every cycle in the nightly profile. */
class RaceSweepTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final int LATENCY = 5;
    private static final int WALK = 110;
    private static final int STRIDE = 9;

    /** One race at one offset. */
    private interface Race {
        void run(Races races, int who, int offset);
    }

    private static void sweep(String configuration, Race race, int stride, long seeds) {
        ModelLibrary library = MODELS.library(configuration, false);
        for (long seed = 1; seed <= seeds; seed++) {
            try (Races races = new Races(library, configuration, seed, LATENCY)) {
                for (int who = 0; who < races.requesters(); who++) {
                    for (int offset = (int) (seed % stride); offset < WALK; offset += stride) {
                        race.run(races, who, offset);
                    }
                }
                races.finish();
            }
        }
    }

    @Test
    void shouldNeverUseAnEntryThatWasRemovedDuringItsWalk() {
        sweep("small", Races::invalidation, STRIDE, 2);
    }

    @Test
    void shouldAnswerTwoWalksForOnePageAlike() {
        sweep("small", Races::twoWalks, STRIDE, 2);
    }

    @Test
    void shouldNotLoseAStoreToAnUpdateOfAccessedAndDirty() {
        sweep("be", Races::update, STRIDE, 4);
    }

    @Test
    void shouldEndRequestsWhenTheDirectoryGoesOff() {
        sweep("small", Races::directory, STRIDE, 2);
    }

    @Test
    void shouldBeSilentAfterAResetDuringAWalk() {
        sweep("small", Races::reset, STRIDE, 2);
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"small", "base", "sv32", "be", "full"})
    void shouldSurviveEveryRaceAtEveryOffset(String configuration) {
        sweep(configuration, Races::invalidation, 1, 8);
        sweep(configuration, Races::twoWalks, 1, 3);
        sweep(configuration, Races::update, 1, 8);
        sweep(configuration, Races::directory, 1, 3);
        sweep(configuration, Races::reset, 1, 3);
    }
}
