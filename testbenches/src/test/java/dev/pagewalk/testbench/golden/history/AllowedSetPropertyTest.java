package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.TranslationResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Set;

/** The model agrees with itself under every legal caching choice, and with no illegal one [IOMMU §12]. */
class AllowedSetPropertyTest {
    private static final int HISTORIES = Integer.getInteger("pagewalk.histories", 12);
    private static final int HISTORIES_PER_BUG = 200;
    private static final int STEPS = 120;

    @ParameterizedTest
    @CsvSource({
        "0,false,0,false",
        "60,false,0,true",
        "95,false,0,false",
        "60,false,2,true",
        "60,true,0,false",
        "90,true,0,true",
        "70,true,3,true"
    })
    void shouldPermitWhateverALegalCacheAnswers(int percentKept, boolean nested, int updateBits, boolean forgetful) {
        long hits = 0;
        for (int history = 0; history < HISTORIES; history++) {
            HistoryWorld world = new HistoryWorld(history * 31L + percentKept, percentKept, nested, updateBits);
            for (int step = 0; step < STEPS; step++) {
                mutate(world);
                InboundRequest request = world.randomRequest();
                Set<TranslationResult> permitted = world.permitted(request);
                assertThat(permitted)
                        .as("history %s step %s: %s", history, step, request)
                        .contains(world.direct(request));
                TranslationResult result = world.throughCache(request);
                assertThat(permitted)
                        .as("history %s step %s: %s", history, step, request)
                        .contains(result);
                if (forgetful) {
                    world.forget();
                }
            }
            hits += world.cache().hits();
        }
        assertThat(hits > 0).isEqualTo(percentKept > 0);
    }

    @ParameterizedTest
    @CsvSource({"false,0", "false,2", "true,0", "true,3"})
    void shouldPermitOnlyTheTablesAsTheyAreAfterEverythingWasInvalidated(boolean nested, int updateBits) {
        for (int history = 0; history < HISTORIES; history++) {
            HistoryWorld world = new HistoryWorld(history, 80, nested, updateBits);
            for (int step = 0; step < STEPS / 4; step++) {
                mutate(world);
                world.throughCache(world.randomRequest());
                world.invalidateAll();
                InboundRequest request = world.randomRequest();

                assertThat(world.permitted(request))
                        .as("history %s step %s: %s", history, step, request)
                        .containsExactly(world.direct(request));
                assertThat(world.throughCache(request)).isEqualTo(world.direct(request));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldCatchACacheWithABug(CacheBug bug) {
        int history = 0;
        while (history < HISTORIES_PER_BUG && !caught(bug, history)) {
            history++;
        }
        assertThat(history).as("histories before %s was caught", bug).isLessThan(HISTORIES_PER_BUG);
    }

    private static boolean caught(CacheBug bug, int history) {
        HistoryWorld world = new HistoryWorld(history, 90, history % 2 == 1, 0, bug);
        for (int step = 0; step < STEPS; step++) {
            mutate(world);
            InboundRequest request = world.randomRequest();
            Set<TranslationResult> permitted = world.permitted(request);
            if (!permitted.contains(world.throughCache(request))) {
                return true;
            }
            world.forget();
        }
        return false;
    }

    private static void mutate(HistoryWorld world) {
        for (int i = world.below(3); i > 0; i--) {
            world.change();
        }
        if (world.below(3) == 0) {
            world.invalidate();
        }
        if (world.below(25) == 0) {
            // else the combinations of old versions grow without end
            world.invalidateAll();
        }
    }
}
