package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.spinal.samples.IdeRun;
import dev.pagewalk.hdl.spinal.samples.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class IdeRunTest {
    @TempDir
    Path directory;

    @Test
    void shouldElaborateInAFreshVirtualMachineAndPrintNothingElse() throws Exception {
        assertThat(run(directory.toString()))
                .isEqualTo(
                        """
                        Port[name=key, direction=INPUT, width=8]
                        Port[name=hit, direction=OUTPUT, width=1]
                        Port[name=aclk, direction=INPUT, width=1]
                        Port[name=aresetn, direction=INPUT, width=1]
                        """);
        assertThat(directory.resolve("Lookup.v")).content().contains("module Lookup (", "fill_victim");
    }

    @Test
    void shouldRefuseDirectConstructionInAFreshVirtualMachine() throws Exception {
        assertThat(run())
                .startsWith("hardware class is not woven: class=" + Lookup.class.getName() + ", loader=")
                .endsWith("; run it through Elaboration.generate(options, Lookup.class, ...)"
                        + " with its package below a woven package tree, do not construct it directly\n");
    }

    @Test
    void shouldEndAFreshVirtualMachineWhoseElaborationFails() throws Exception {
        assertThat(run(1, directory.toString(), "LATCH"))
                .startsWith("Exception in thread \"main\" " + ElaborationException.class.getName())
                .contains("LATCH DETECTED", "(Faulty.java:");
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        return run(0, arguments);
    }

    private static String run(int status, String... arguments) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                IdeRun.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }
}
