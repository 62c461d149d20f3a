package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pagewalk.hdl.spinal.samples.Faulty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class ElaborationErrorTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WIDTH      | WIDTH MISMATCH (8 bits <- 4 bits) on (toplevel/y : out UInt[8 bits])",
                "LATCH      | LATCH DETECTED for the combinatorial signal (toplevel/y : out UInt[8 bits])",
                "LOOP       | COMBINATORIAL LOOP",
                "NO_DRIVER  | NO DRIVER ON (toplevel/y : out UInt[8 bits])",
                "HIERARCHY  | HIERARCHY VIOLATION",
                "OVERLAP    | ASSIGNMENT OVERLAP: Signal (toplevel/y : out UInt[8 bits])",
                "LITERAL    | literal does not fit: value=0x100, width=8",
                "SLICE      | slice outside the value: high=8, low=1, width=8",
                "BUNDLE     | bundles of different classes: target=",
                "MUX        | mux of different types: a=UInt, b=Bool",
                "SELECT     | select is not over the enum of its case: key=",
                "EXTEND     | extension to fewer bits: from=8, to=7",
                "ONE_BIT    | not one bit: width=8",
                "MASK       | mask does not divide the word: word=8, mask=3",
                "CONTENT    | initial content: words=1, expected=4",
                "GENERIC    | different types: target=spinal.core.UInt, value=spinal.core.Bool",
                "NULL       | (toplevel/y : out UInt[8 bits]) := null",
            })
    void shouldSayWhatIsWrongAndWhereInTheSource(Faulty.Mistake error, String what) {
        Throwable thrown = elaborate(error);

        assertThat(thrown)
                .isInstanceOf(ElaborationException.class)
                .hasMessageStartingWith("elaboration failed: class=" + Faulty.class.getName() + "\n")
                .hasMessageContaining(what)
                .hasMessageContaining("(Faulty.java:");
        assertThat(thrown.getMessage())
                .doesNotContain("****", "jdk.internal", "Elaboration.", "Statements.", "at spinal.");
    }

    @Test
    void shouldPrintNothingWhenElaborationFails() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(elaborate(Faulty.Mistake.LATCH)).isNotNull();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private Throwable elaborate(Faulty.Mistake error) {
        return catchThrowable(() -> Elaboration.generate(ElaborationOptions.into(directory), Faulty.class, error));
    }
}
