package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

@Tag("smoke")
class ExplainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldNameTheCauseAndWhetherDtfDropsIt() {
        assertThat(run("explain", "cause", "258")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("258 DDT_NOT_VALID").contains("recorded even with DTF=1");
    }

    @Test
    void shouldQuoteTheRowOfATable() {
        assertThat(run("explain", "IOTINVAL.GVMA")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("docs/iommu-architecture.md").contains("op/func3: 1/1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S-DX-11|docs/windows-semantics.md|DxgkLifetimeTest.shouldNameAnUnlockBeforeTheUnmapAndLetThePageBeReused",
                "0xDA|SYSTEM_PTE_MISUSE|ReservedMappingTest.shouldStopWhenAnotherTagMaps",
                "0xC000009A|INSUFFICIENT_RESOURCES|DxgkLifetimeTest.shouldLeaveNothingHalfMappedWhicheverAllocationFails",
                "cause 13|READ_PAGE_FAULT|tests:",
                "B3|docs/fault-catalogue.md|tests:",
                "s-dx-11|docs/windows-semantics.md|tests:",
                "0xda|SYSTEM_PTE_MISUSE|tests:",
                "MDL-11|seed-traceability.md|mdl-build"
            })
    void shouldTellWhatEveryKindOfCodeMeansAndWhichTestsCiteIt(String code, String meaning, String test) {
        assertThat(run(("explain " + code).split(" ", -1))).as(err.toString()).isEqualTo(ExitStatus.OK);

        assertThat(out.toString()).contains(meaning, test).doesNotContain("no test cites it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"S-NOPE-1", "0xDEAD", "cause", "cause x", "B99", "hello", "%", "()"})
    void shouldRefuseUnknownCodesInOneLine(String code) {
        assertThat(run(("explain " + code).split(" ", -1))).isEqualTo(ExitStatus.USAGE);

        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("pagewalk: nothing is known of '" + code + "'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseACauseThatDoesNotExist() {
        assertThat(run("explain", "cause 999")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("the architecture has no cause 999");
    }

    @Test
    void shouldRefuseACodeThatNothingKnows() {
        assertThat(run("explain", "S-NOPE-1")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("nothing is known of 'S-NOPE-1'");
    }

    @Test
    void shouldWriteTheSameAsJson(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("cause.json");

        assertThat(run("explain", "cause", "258", "--json", file.toString())).isEqualTo(ExitStatus.OK);
        JsonNode report = new ObjectMapper().readTree(file.toFile());
        assertThat(report.get("code").asText()).isEqualTo("cause 258");
        assertThat(report.get("cause").asText()).startsWith("258 DDT_NOT_VALID");
    }

    @Test
    void shouldReportAFileThatCannotBeWritten() {
        assertThat(run("explain", "cause", "258", "--json", "/proc/none/cause.json"))
                .isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(err.toString()).startsWith("pagewalk: cannot write /proc/none/cause.json");
    }

    private int run(String... arguments) {
        CommandLine line = Pagewalk.commandLine();
        return line.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
