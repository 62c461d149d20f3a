package dev.pagewalk.testbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.Replay;
import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.platform.SilentRecords;
import dev.pagewalk.testbench.report.TableStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class DxgkMapScenarioTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Tag("smoke")
    void shouldPassWithEveryJudgeAtWork(long seed) {
        ScenarioOutcome outcome = run(new PlatformContext().seed(seed));

        assertThat(outcome.message()).isNull();
        assertThat(outcome.passed()).isTrue();
        assertThat(outcome.result().judges())
                .containsOnlyKeys("protocol", "tableWrite", "data", "translation", "ownership");
        assertThat(outcome.result().judges().values()).allMatch(checks -> checks > 100);
        assertThat(outcome.result().faults()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SMALL", "BASE"})
    void shouldPassOnTheSmallConfigurations(NamedConfiguration configuration) {
        passOn(configuration);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SMALL", "BASE"},
            mode = EnumSource.Mode.EXCLUDE)
    @Tag("nightly")
    void shouldPassOnTheLargeConfigurations(NamedConfiguration configuration) {
        passOn(configuration);
    }

    private void passOn(NamedConfiguration configuration) {
        ScenarioOutcome outcome =
                run(new PlatformContext().configuration(configuration.label()).seed(3));

        assertThat(outcome.message()).isNull();
        assertThat(outcome.passed()).isTrue();
    }

    @Test
    @Tag("smoke")
    void shouldShowEveryPageOfTheMdlStoredAndThenReadByTheWalker() {
        ScenarioOutcome outcome = run(new PlatformContext().seed(1));

        List<TableStore> leaves = outcome.recorder().stores().stream()
                .filter(store -> store.what().equals("leaf L0"))
                .toList();
        Set<Long> mapped = leaves.stream().map(store -> store.iova() >>> 12).collect(Collectors.toSet());
        assertThat(mapped).containsExactlyInAnyOrderElementsOf(outcome.mdlPages());
        assertThat(leaves).allMatch(store -> store.pfn() == store.iova() >>> 12);
        assertThat(leaves).allMatch(store -> store.firstRead() > store.cycle());
    }

    @Test
    void shouldHaveOneHashForOneSeedWhateverTheBatchAndInReplay(@TempDir Path folder) {
        long whole = run(new PlatformContext().seed(5).batch(4096)).hash();
        long again = run(new PlatformContext().seed(5).batch(4096)).hash();
        ScenarioOptions single = new ScenarioOptions()
                .platform(new PlatformContext().seed(5).batch(1))
                .folder(folder);
        long stepped =
                new ScenarioRun(new DxgkMapScenario(), single, MODELS).run().hash();
        Replay.Result replayed =
                Replay.run(folder.resolve("journal.pwj"), MODELS.library("small", false), new SilentRecords());

        assertThat(again).isEqualTo(whole);
        assertThat(stepped).isEqualTo(whole);
        assertThat(replayed.hash()).isEqualTo(whole);
        assertThat(replayed.closed()).isTrue();
    }

    @Test
    void shouldHaveAnotherHashForAnotherSeed() {
        assertThat(run(new PlatformContext().seed(5)).hash())
                .isNotEqualTo(run(new PlatformContext().seed(6)).hash());
    }

    private static ScenarioOutcome run(PlatformContext context) {
        return new ScenarioRun(new DxgkMapScenario(), new ScenarioOptions().platform(context), MODELS).run();
    }
}
