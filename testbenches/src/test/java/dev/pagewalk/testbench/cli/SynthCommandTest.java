package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

class SynthCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path docs;

    @Test
    void shouldTakeFamiliesAsTheHelpNamesThem() {
        assertThat(run("--family", "ecp5", "--family", "xilinx", "--only", "nothing"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("pagewalk: unknown subject: nothing; known: [small, ");
    }

    @Test
    void shouldRefuseAFamilyThatDoesNotExist() {
        assertThat(run("--family", "stratix")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("stratix").contains("--help");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(new String[] {"synth", "--list", "--docs", docs.toString()}, 0, all, 0, 4);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Pagewalk.commandLine().setErr(new PrintWriter(err, true)).execute(all);
    }
}
