package dev.pagewalk.testbench.golden.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.golden.InboundRequest;
import dev.pagewalk.testbench.golden.TranslationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

class AllowedSetPropertyTest {
    private static final int HISTORIES = Integer.getInteger("pagewalk.histories", 25);
    private static final int STEPS = 120;

    @ParameterizedTest
    @CsvSource({"0,false,0", "60,false,0", "95,false,0", "60,false,2", "60,true,0", "90,true,0", "70,true,3"})
    void shouldPermitWhateverALegalCacheAnswers(int percentKept, boolean nested, int updateBits) {
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

    @Test
    void shouldCatchACacheThatIgnoresInvalidations() {
        int caught = 0;
        for (int history = 0; history < HISTORIES; history++) {
            HistoryWorld world = new HistoryWorld(history, 95, false, 0);
            world.cache().ignoreInvalidations();
            for (int step = 0; step < STEPS; step++) {
                mutate(world);
                InboundRequest request = world.randomRequest();
                Set<TranslationResult> permitted = world.permitted(request);
                caught += permitted.contains(world.throughCache(request)) ? 0 : 1;
            }
        }
        assertThat(caught).isGreaterThan(HISTORIES);
    }

    private static void mutate(HistoryWorld world) {
        for (int i = world.below(3); i > 0; i--) {
            world.change();
        }
        if (world.below(3) == 0) {
            world.invalidate();
        }
    }
}
