package dev.pagewalk.bridge.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class ToolChainTest {
    @TempDir
    private Path folder;

    private FakeTools tools;
    private String verilator;

    @BeforeEach
    void prepare() {
        tools = new FakeTools(folder);
        verilator = tools.script("verilator", "echo Verilator 5.006 2023-01-22 rev\n")
                .toString();
    }

    @Test
    void shouldFindTheToolsOfThisMachine() {
        ToolChain found = ToolChain.detect();

        assertThat(found.verilatorVersion()).matches("5\\.\\d+");
        assertThat(found.verilatorRoot().resolve("include/verilated.cpp")).exists();
    }

    @Test
    void shouldNameCommandThatInstallsMissingVerilator() {
        assertThatThrownBy(() -> ToolChain.detect(folder.resolve("none").toString(), "g++"))
                .isInstanceOf(MissingToolException.class)
                .hasMessage("verilator not found: command=" + folder.resolve("none")
                        + "; install it with: apt-get install verilator");
    }

    @Test
    void shouldRefuseVerilatorThatIsTooOld() {
        Path old = tools.script("old", "echo Verilator 4.038 2020-07-11 rev\n");

        assertThatThrownBy(() -> ToolChain.detect(old.toString(), "g++"))
                .hasMessage(
                        "verilator too old: found=4.038, needed=5.006 or newer (Debian 12 has it); install it with: "
                                + "apt-get install verilator");
    }

    @Test
    void shouldRefuseVerilatorOfSameMajorButOlder() {
        Path old = tools.script("old", "echo Verilator 5.002 2022-10-29 rev\n");

        assertThatThrownBy(() -> ToolChain.detect(old.toString(), "g++")).hasMessageContaining("found=5.002");
    }

    @Test
    void shouldNameCommandThatInstallsMissingCompiler() {
        assertThatThrownBy(() -> ToolChain.detect(verilator, "no-such-compiler"))
                .hasMessage("g++ not found: command=no-such-compiler; install it with: apt-get install g++");
    }

    @Test
    void shouldNameCommandThatInstallsMissingZlibHeaders() {
        Path compiler = tools.script("compiler", "case \"$*\" in *-fsyntax-only*) exit 1;; esac\necho 12.2.0\n");

        assertThatThrownBy(() -> ToolChain.detect(verilator, compiler.toString()))
                .hasMessage("zlib headers missing: file=zlib.h; install it with: apt-get install zlib1g-dev");
    }
}
