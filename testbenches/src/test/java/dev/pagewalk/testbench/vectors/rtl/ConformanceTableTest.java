package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ConformanceTableTest {
    private static final String SCENARIO =
            """
            {"id":"%s","cat":"%s","profile":"full","uses":[],"caps":"0x10","cfg":{"fctl":0,"num_hpm":0,"hpm_bits":0,\
            "vec_bits":0,"gxl_writable":0,"be_writable":0,"qos_mask":"0x0"},"mem":[],"bad":[],"ops":[]}
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldCountByCategoryAndNameWhatIsMissingAndWhatFailed() throws IOException {
        Path vectors = directory.resolve("some.jsonl");
        Files.writeString(
                vectors,
                SCENARIO.formatted("a", "ddt") + SCENARIO.formatted("b", "ddt") + SCENARIO.formatted("c", "ats"));
        String report =
                """
                {"file":"some.jsonl","on":"rtl","passed":1,"failed":1,"skipped":1,
                "failures":[{"id":"b","op":"ops[0] req spa","expected":"0x1","actual":"0x2|3","clause":"[IOMMU §5]"}],
                "skips":[{"id":"c","why":"the target lacks ATS, HPM"}]}""";

        String text = ConformanceTable.of(vectors, new JsonMapper().readTree(report));

        assertThat(text)
                .contains("./pagewalk vectors some.jsonl --on rtl --json rtl-vectors.json")
                .contains("Passed: 1, failed: 1, skipped: 1, of 3.")
                .contains("| full | 1 | 1 | 1 |")
                .contains("| full | ddt | 1 | 1 | 0 |")
                .contains("| full | ats | 0 | 0 | 1 |")
                .contains("| ATS | 1 full |")
                .contains("| HPM | 1 full |")
                .contains("| b | full, ddt | ops[0] req spa: expected 0x1, actual 0x2\\|3 [IOMMU §5] |");
    }

    @Test
    void shouldRenewOnlyTheMarkedLinesOfTheReadme() throws IOException {
        Path vectors = directory.resolve("some.jsonl");
        Files.writeString(vectors, SCENARIO.formatted("a", "ddt") + SCENARIO.formatted("c", "ats"));
        String report =
                """
                {"file":"some.jsonl","on":"rtl","passed":1,"failed":0,"skipped":1,"failures":[],
                "skips":[{"id":"c","why":"the target lacks ATS, HPM"}]}""";
        String readme = "before\n<!-- rtl-conformance -->\nold\n<!-- end -->\nafter\n";

        assertThat(ConformanceTable.renewed(readme, vectors, new JsonMapper().readTree(report)))
                .isEqualTo("before\n"
                        + "<!-- rtl-conformance -->\n"
                        + "Conformance seed 101 on the RTL: 1 scenarios pass, 0 fail, 1 need something missing"
                        + " (ATS 1, HPM 1; some need several).\n"
                        + "<!-- end -->\n"
                        + "after\n");
    }

    @Test
    void shouldSayThatNothingIsSkipped() throws IOException {
        Path vectors = directory.resolve("some.jsonl");
        Files.writeString(vectors, SCENARIO.formatted("a", "ddt"));
        String report =
                "{\"file\":\"some.jsonl\",\"on\":\"rtl\",\"passed\":1,\"failed\":0,\"skipped\":0,\"failures\":[],\"skips\":[]}";
        String readme = "<!-- rtl-conformance -->\n<!-- end -->\n";

        assertThat(ConformanceTable.renewed(readme, vectors, new JsonMapper().readTree(report)))
                .contains("1 scenarios pass, 0 fail, none is skipped.\n");
    }
}
