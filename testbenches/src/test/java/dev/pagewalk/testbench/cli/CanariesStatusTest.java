package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.canary.CanaryReport;
import dev.pagewalk.testbench.canary.CanaryResult;
import dev.pagewalk.testbench.canary.Catch;
import dev.pagewalk.testbench.canary.PlantedBug;
import dev.pagewalk.testbench.canary.PlantedBugs;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class CanariesStatusTest {
    private static final PlantedBug FIRST = PlantedBugs.all().get(0);
    private static final PlantedBug SECOND = PlantedBugs.all().get(1);
    private static final Catch CAUGHT = new Catch("data", "a rule", "DESIGN §6", "dxgk-map 1", 7);

    @Test
    void shouldSucceedWhenEveryBugIsCaughtAndTheHealthyDesignPasses() {
        CanaryReport report = new CanaryReport(Map.of(), List.of(caught(FIRST), caught(SECOND)));

        assertThat(CanariesCommand.status(report)).isZero();
        assertThat(printed(report)).endsWith("2 of 2 planted bugs caught; control passed");
    }

    @Test
    void shouldFailWhenNobodyCatchesABug() {
        CanaryReport report =
                new CanaryReport(Map.of(), List.of(caught(FIRST), new CanaryResult(SECOND, Optional.empty())));

        assertThat(CanariesCommand.status(report)).isEqualTo(ExitStatus.FAILED);
        assertThat(printed(report)).contains("NOBODY").endsWith("1 of 2 planted bugs caught; control passed");
        assertThat(report.markdown()).contains("| `" + SECOND.name() + "` |").contains("| NOBODY |");
    }

    @Test
    void shouldFailWhenTheHealthyDesignDoesNotPass() {
        CanaryReport report = new CanaryReport(Map.of("RTL dxgk-map 1", CAUGHT), List.of(caught(FIRST)));

        assertThat(CanariesCommand.status(report)).isEqualTo(ExitStatus.FAILED);
        assertThat(printed(report))
                .contains("healthy control failed: RTL dxgk-map 1: data: a rule")
                .endsWith("control FAILED");
    }

    @Test
    void shouldNotCallAHealthyDesignPassedThatWasNotRun() {
        CanaryReport report = CanaryReport.withoutControl(List.of(caught(FIRST)));

        assertThat(CanariesCommand.status(report)).isZero();
        assertThat(printed(report)).endsWith("1 of 1 planted bugs caught; control not run");
    }

    private static CanaryResult caught(PlantedBug bug) {
        return new CanaryResult(bug, Optional.of(CAUGHT));
    }

    private static String printed(CanaryReport report) {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString().strip();
    }
}
