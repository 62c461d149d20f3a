package dev.pagewalk.testbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.testbench.platform.Variants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Random campaigns, judges on, where A and D are updated by AtomicCompare between all other writes of the port. */
class AtomicCompareCampaignTest {
    private static final int SEEDS = 8;
    private static final int TRANSLATIONS = 1500;

    @TempDir
    private Path folder;

    @Test
    void shouldFindNoViolationWithEntriesOfFourBytes() {
        assertHealthy(Variants.withAtomicCompareOfWords(), "sv32");
    }

    @Test
    void shouldFindNoViolationInEitherByteOrder() {
        assertHealthy(Variants.withAtomicCompare(), "be");
    }

    private void assertHealthy(ModelLibrary library, String configuration) {
        Counts met = new Counts();
        for (long seed = 1; seed <= SEEDS; seed++) {
            SeedResult result = new SeedRun(library, configuration, seed, TRANSLATIONS, false).run(folder);
            assertThat(result.failure()).isNull();
            met.addAll(result.counts());
        }
        assertThat(met.of("update", "first to AD")).isPositive();
        assertThat(met.of("update", "second to AD")).isPositive();
    }
}
