package dev.pagewalk.testbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.testbench.platform.Models;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Random campaigns: no violation, the same seed is the same run, and nothing that has run is lost. */
class CampaignTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final int TRANSLATIONS = 2000;

    @TempDir
    private Path folder;

    @Test
    void shouldFindNoViolationInTheSmallConfiguration() {
        for (long seed = 1; seed <= 3; seed++) {
            assertHealthy("small", seed, TRANSLATIONS, false);
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"small", "base", "sv32", "be", "full", "fpga"})
    void shouldFindNoViolationInAnyConfiguration(String configuration) {
        for (long seed = 100; seed < 110; seed++) {
            assertHealthy(configuration, seed, 10 * TRANSLATIONS, false);
        }
    }

    @Test
    void shouldStayBoundedAndInsideThePermittedPagesWithHostileTables() {
        for (long seed = 1; seed <= 10; seed++) {
            assertHealthy("small", seed, TRANSLATIONS / 4, true);
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"small", "base", "sv32", "be", "full", "fpga"})
    void shouldStayBoundedWithHostileTablesInAnyConfiguration(String configuration) {
        for (long seed = 100; seed < 200; seed++) {
            assertHealthy(configuration, seed, TRANSLATIONS, true);
        }
    }

    private void assertHealthy(String configuration, long seed, long translations, boolean hostile) {
        SeedResult result = run(configuration, seed, translations, hostile);

        assertThat(result.failure()).isNull();
        assertThat(result.translations()).isGreaterThanOrEqualTo(translations);
    }

    @Test
    void shouldGiveTheSameRunForTheSameSeed() {
        assertThat(run("small", 7, 300, false).hash())
                .isEqualTo(run("small", 7, 300, false).hash());
        assertThat(run("small", 8, 300, false).hash())
                .isNotEqualTo(run("small", 7, 300, false).hash());
    }

    @Test
    void shouldNotRunAgainWhatPassedBeforeTheRunWasKilled() throws Exception {
        Path file = folder.resolve("results.jsonl");
        List<Campaign.Job> jobs =
                List.of(new Campaign.Job("small", 1, 100, false), new Campaign.Job("small", 2, 100, false));
        campaign(file).run(jobs.subList(0, 1), 1, List.of(), result -> {});
        Files.writeString(file, "\n{\"config\":\"small\",\"seed\":2,\"wan", StandardOpenOption.APPEND);

        List<SeedResult> before = new ResultFile(file).read();
        List<Long> ran = new ArrayList<>();
        Campaign again = campaign(file);
        List<SeedResult> all = again.run(jobs, 1, before, result -> ran.add(result.seed()));

        assertThat(before).hasSize(1);
        assertThat(all).hasSize(2).allMatch(SeedResult::passed);
        assertThat(all.get(0)).isEqualTo(before.get(0));
        assertThat(new ResultFile(file).read()).hasSize(2);
        assertThat(ran).containsExactly(1L, 2L);
    }

    private Campaign campaign(Path file) throws IOException {
        return new Campaign(CampaignTest::library, new ResultFile(file), folder);
    }

    private SeedResult run(String configuration, long seed, long translations, boolean hostile) {
        return new SeedRun(library(configuration), configuration, seed, translations, hostile).run(folder);
    }

    private static ModelLibrary library(String configuration) {
        return MODELS.library(configuration, false);
    }
}
