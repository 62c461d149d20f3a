package dev.pagewalk.testbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.Violation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

@Tag("smoke")
class FailureTextTest {
    @Test
    void shouldTellEverythingInTheDocumentedOrderWithTheCommandLast() {
        Violation violation = new Violation("data", "bytes stay", "DESIGN §6", "1", "2", 77, "read of 0x10");

        String text = FailureText.of(violation, "00c0ffee", "./pagewalk run x --seed 3")
                .records(List.of("first record", "second record"))
                .file("bundle", Path.of("bundle.zip"))
                .text();

        assertThat(text.lines())
                .containsExactly(
                        "data: bytes stay [DESIGN §6]",
                        "expected: 1",
                        "actual:   2",
                        "cycle:    77",
                        "oldest outstanding transaction: read of 0x10",
                        "record hash: 00c0ffee",
                        "last records:",
                        "  first record",
                        "  second record",
                        "bundle: bundle.zip",
                        "./pagewalk run x --seed 3");
    }
}
