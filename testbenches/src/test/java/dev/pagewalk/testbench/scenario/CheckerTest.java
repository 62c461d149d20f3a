package dev.pagewalk.testbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.host.iommu.canary.CanaryProtocol;
import dev.pagewalk.host.iommu.canary.DriverCanary;
import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.platform.Checker;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.Models;
import dev.pagewalk.testbench.platform.PlatformContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** What comes of a run does not depend on whether the judges run beside or behind the simulation. */
@Tag("smoke")
class CheckerTest {
    private static final Models MODELS = Models.standard(BuildProgress.SILENT);
    private static final long SOME_CYCLE = 900;

    @TempDir
    private Path folder;

    /** Throws when it sees a cycle. */
    private static final class Breaking implements RecordConsumer {
        @Override
        public void onCycle(CycleView pins) {
            if (pins.cycle() + pins.repeat() > SOME_CYCLE) {
                throw new IllegalStateException("a judge that does not know what to do");
            }
        }

        @Override
        public boolean mayRunBehind() {
            return true;
        }
    }

    /** Notes which thread shows it the cycles. */
    private static final class Noting implements RecordConsumer {
        private volatile Thread thread;

        @Override
        public void onCycle(CycleView pins) {
            thread = Thread.currentThread();
        }

        @Override
        public boolean mayRunBehind() {
            return true;
        }
    }

    private ScenarioOutcome run(Checker checker, UnaryOperator<ScenarioOptions> change) {
        ScenarioOptions options = new ScenarioOptions()
                .platform(new PlatformContext().checker(checker))
                .folder(folder(checker));
        return new ScenarioRun(new DxgkMapScenario(), change.apply(options), MODELS).run();
    }

    private Path folder(Checker checker) {
        try {
            return Files.createDirectories(folder.resolve(checker.name()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void requireSame(UnaryOperator<ScenarioOptions> change, boolean passes) throws IOException {
        ScenarioOutcome same = run(Checker.SAME, change);
        ScenarioOutcome other = run(Checker.OTHER, change);

        assertThat(same.passed()).isEqualTo(passes);
        assertThat(other.result()).isEqualTo(same.result());
        assertThat(other.hash()).isEqualTo(same.hash());
        assertThat(other.violation()).isEqualTo(same.violation());
        assertThat(other.violations()).isEqualTo(same.violations());
        assertThat(message(other)).isEqualTo(message(same));
        assertThat(journal(Checker.OTHER)).isEqualTo(journal(Checker.SAME));
    }

    private static String message(ScenarioOutcome outcome) {
        String message = outcome.message();
        return message == null
                ? null
                : message.replace("/" + Checker.OTHER.name() + "/", "/" + Checker.SAME.name() + "/");
    }

    private byte[] journal(Checker checker) throws IOException {
        return Files.readAllBytes(folder(checker).resolve("journal.pwj"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Checker.class,
            names = {"SAME", "OTHER"})
    void shouldJudgeInTheThreadThatIsAskedFor(Checker checker) {
        Noting noting = new Noting();
        run(
                checker,
                options -> options.prepare(
                        (CosimPlatform platform) -> platform.judges().observe(noting)));

        assertThat(noting.thread).isNotNull();
        assertThat(noting.thread == Thread.currentThread()).isEqualTo(checker == Checker.SAME);
    }

    @Test
    void shouldGiveTheSameResultOfARunThatPasses() throws IOException {
        requireSame(options -> options, true);
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverCanary.class,
            names = {"MISSING_INVALIDATION", "TORN_ENTRY", "CONTEXT_NOT_INVALIDATED"})
    void shouldFailAtTheSamePointForTheSameReason(DriverCanary bug) throws IOException {
        requireSame(options -> options.protocol(new CanaryProtocol(bug)), false);
    }

    @ParameterizedTest
    @EnumSource(
            value = BridgeCanary.Kind.class,
            names = {"DROP_WRITE_BEAT", "DROP_HOST_STORE", "THROW_EXCEPTION"})
    void shouldFailAtTheSamePointWhateverTheHostSeesMeanwhile(BridgeCanary.Kind bug) throws IOException {
        requireSame(options -> options.prepare(platform -> platform.plant(new BridgeCanary(bug, 20))), false);
    }

    @Test
    void shouldEndTheRunWithWhatAJudgeThrows() throws IOException {
        requireSame(
                options -> options.prepare(
                        (CosimPlatform platform) -> platform.judges().observe(new Breaking())),
                false);
    }
}
