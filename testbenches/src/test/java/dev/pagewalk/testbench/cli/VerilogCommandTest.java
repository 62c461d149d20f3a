package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

class VerilogCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldPublishAConfigurationWithItsPortList(@TempDir Path folder) {
        assertThat(run("verilog", "--config", "small", "--output", folder.toString()))
                .isEqualTo(ExitStatus.OK);

        assertThat(folder.resolve("small/Iommu.v"))
                .content()
                .contains("module Iommu")
                .doesNotContain("dbg_");
        assertThat(folder.resolve("small/ports.json")).isNotEmptyFile();
        assertThat(out.toString().strip()).endsWith("Iommu.v");
    }

    @Test
    void shouldListTheConfigurations() {
        assertThat(run("verilog", "--list")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("small");
    }

    @Test
    void shouldRefuseAConfigurationThatDoesNotExist() {
        assertThat(run("verilog", "--config", "huge")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).startsWith("pagewalk: unknown configuration: name=huge, known=small");
    }

    @Test
    void shouldReportAFolderThatCannotBeWritten() {
        assertThat(run("verilog", "--config", "small", "--output", "/proc/none"))
                .isEqualTo(ExitStatus.ENVIRONMENT);
        assertThat(err.toString()).startsWith("pagewalk: cannot write /proc/none");
    }

    private int run(String... arguments) {
        return Pagewalk.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
