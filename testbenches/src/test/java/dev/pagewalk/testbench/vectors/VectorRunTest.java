package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.testbench.judge.Violation;
import dev.pagewalk.testbench.platform.RunFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

class VectorRunTest {
    @TempDir
    private Path directory;

    @Test
    void shouldPlayTheRestAfterAMalformedLineAndNumberIt() throws Exception {
        Path file = write(ScenarioText.passing(), "{", "", ScenarioText.failing(), ScenarioText.passing());

        List<Verdict> verdicts = play(file, Selection.ALL);

        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.PASSED, Verdict.Kind.MALFORMED, Verdict.Kind.FAILED, Verdict.Kind.PASSED);
        assertThat(verdicts.get(1).id()).isEqualTo("line 2");
        assertThat(verdicts.get(1).failures().get(0).mismatch().actual()).contains("not a JSON object");
    }

    @Test
    void shouldTellTheFirstOperationThatDiffers() throws Exception {
        List<Verdict> verdicts = play(write(ScenarioText.failing()), Selection.ALL);

        OperationFailure failure = verdicts.get(0).failures().get(0);
        assertThat(failure.where()).isEqualTo("ops[0] reg_r val");
        assertThat(failure.mismatch()).isEqualTo(new Mismatch("val", "0x1", ScenarioText.CAPABILITIES, "[IOMMU §1]"));
    }

    @Test
    void shouldReadCompressedFilesWhateverTheirName() throws Exception {
        Path file = directory.resolve("plain.jsonl");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(ScenarioText.passing().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(play(file, Selection.ALL)).extracting(Verdict::kind).containsExactly(Verdict.Kind.PASSED);
    }

    @Test
    void shouldDeliverVerdictsInFileOrderWhateverFinishesFirst() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add(ScenarioText.passing().replace("t-1", "n-" + i));
        }

        List<Verdict> verdicts = play(write(lines.toArray(String[]::new)), Selection.ALL);

        assertThat(verdicts).hasSize(500);
        for (int i = 0; i < 500; i++) {
            assertThat(verdicts.get(i).id()).isEqualTo("n-" + i);
        }
    }

    @Test
    void shouldPlayOnlyWhatIsSelected() throws Exception {
        Path file = write(ScenarioText.passing(), ScenarioText.failing());

        assertThat(play(file, Selection.parse("id=t-1,cat=regs")))
                .extracting(Verdict::id)
                .containsExactly("t-1");
        assertThat(play(file, Selection.parse("id=t-1,id=t-2"))).hasSize(2);
        assertThat(play(file, Selection.parse("uses=Sv39"))).isEmpty();
        assertThat(play(file, Selection.parse("profile=be"))).isEmpty();
    }

    @Test
    void shouldRefuseASelectionThatCannotSelect() {
        assertThatThrownBy(() -> Selection.parse("colour=red")).hasMessageContaining("cannot select by 'colour=red'");
        assertThatThrownBy(() -> Selection.parse("cat=")).hasMessageContaining("cannot select by 'cat='");
        assertThatThrownBy(() -> Selection.parse("uses=Sv99")).hasMessageContaining("no such feature");
    }

    @Test
    void shouldCountAnErrorInsideTheTargetAsAFailure() throws Exception {
        OperationFailure failure = failureOf(new IllegalStateException("bus hangs"));

        assertThat(failure.mismatch().actual()).contains("bus hangs");
    }

    @Test
    void shouldReportWhatAJudgeFoundInItsWords() throws Exception {
        Violation violation = new Violation("data", "bytes arrive", "AXI A1", "a byte", "none", 12, "none");
        OperationFailure failure = failureOf(new RunFailedException(violation));

        assertThat(failure.where()).isEqualTo("data judge: bytes arrive");
        assertThat(failure.mismatch().expected()).isEqualTo("a byte");
        assertThat(failure.mismatch().actual()).isEqualTo("none in cycle 12");
        assertThat(failure.mismatch().clause()).isEqualTo("[AXI A1]");
    }

    /** Plays a scenario on a target in which this is thrown. */
    private OperationFailure failureOf(RuntimeException thrown) throws Exception {
        VectorTarget broken = new ForwardingTarget(new GoldenTarget()) {
            @Override
            public long readRegister(int offset, int size) {
                throw thrown;
            }
        };
        List<Verdict> verdicts = new ArrayList<>();
        try (VectorRun run = new VectorRun(() -> broken, 1, Selection.ALL)) {
            run.play(write(ScenarioText.passing()), verdicts::add);
        }

        assertThat(verdicts.get(0).kind()).isEqualTo(Verdict.Kind.FAILED);
        return verdicts.get(0).failures().get(0);
    }

    @Test
    void shouldSkipWithTheFeaturesThatTheTargetLacks() throws Exception {
        VectorTarget poor = new ForwardingTarget(new GoldenTarget()) {
            @Override
            public Set<String> missing(Scenario scenario) {
                return Set.of("ats");
            }
        };
        List<Verdict> verdicts = new ArrayList<>();
        try (VectorRun run = new VectorRun(() -> poor, 1, Selection.ALL)) {
            run.play(write(ScenarioText.passing()), verdicts::add);
        }

        assertThat(verdicts).containsExactly(Verdict.skipped("t-1", Set.of("ats")));
        assertThat(VectorReport.why(verdicts.get(0))).isEqualTo("the target lacks ats");
    }

    @Test
    void shouldRefuseALineThatIsTooLongAndGoOn() throws Exception {
        Path file = write("{\"x\":\"" + "y".repeat(LineSource.MAX_LINE) + "\"}", ScenarioText.passing());

        List<Verdict> verdicts = play(file, Selection.ALL);

        assertThat(verdicts).extracting(Verdict::kind).containsExactly(Verdict.Kind.MALFORMED, Verdict.Kind.PASSED);
        assertThat(verdicts.get(0).failures().get(0).mismatch().actual()).contains("line is too long");
    }

    private List<Verdict> play(Path file, Selection selection) throws IOException, InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        try (VectorRun run = new VectorRun(GoldenTarget::new, 2, selection)) {
            run.play(file, verdicts::add);
        }
        return verdicts;
    }

    private Path write(String... lines) throws IOException {
        Path file = directory.resolve("scenarios.jsonl");
        Files.write(file, List.of(lines));
        return file;
    }
}
