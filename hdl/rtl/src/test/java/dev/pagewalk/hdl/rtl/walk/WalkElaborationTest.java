package dev.pagewalk.hdl.rtl.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.rtl.walk.bench.WalkBench;
import dev.pagewalk.hdl.spinal.Elaboration;
import dev.pagewalk.hdl.spinal.ElaborationOptions;
import dev.pagewalk.hdl.spinal.Netlist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class WalkElaborationTest {
    @TempDir
    Path directory;

    static Stream<IommuParameters> profiles() {
        IommuParameters rich = WalkBench.richParameters();
        IommuParameters base = IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS)
                .with(Feature.SV48, Feature.SV48X4, Feature.PD8, Feature.PD17);
        return Stream.of(
                base,
                rich,
                rich.with(Feature.SV32, Feature.SV32X4, Feature.GXL_WRITABLE),
                rich.with(Feature.BOTH_ENDIAN, Feature.BE_WRITABLE, Feature.SVRSW60T59B),
                rich.with(Feature.CANARIES, Feature.OBSERVATION),
                IommuParameters.of(Feature.SV32, Feature.SV32X4, Feature.GXL_WRITABLE, Feature.WIRE_INTERRUPTS));
    }

    @ParameterizedTest
    @EnumSource
    void shouldPassLintInEveryNamedConfiguration(NamedConfiguration configuration) throws Exception {
        assertThat(lint(elaborate(configuration.parameters()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void shouldPassLintInEveryProfile(IommuParameters parameters) throws Exception {
        assertThat(lint(elaborate(parameters))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1, 1", "3, 2, 3, 4, 2, 3", "16, 64, 64, 512, 1024, 8"})
    void shouldPassLintAtOddSizes(int walks, int pointers, int contexts, int nested, int sets, int ways)
            throws Exception {
        IommuParameters sized = WalkBench.richParameters()
                .with(Size.WALKS, walks)
                .with(Size.FIRST_STAGE_WALK_ENTRIES, pointers)
                .with(Size.SECOND_STAGE_WALK_ENTRIES, pointers)
                .with(Size.DEVICE_CONTEXTS, contexts)
                .with(Size.PROCESS_CONTEXTS, contexts)
                .with(Size.NESTED_ENTRIES, nested)
                .with(Size.MSI_ENTRIES, nested)
                .with(Size.SECOND_LEVEL_SETS, sets)
                .with(Size.SECOND_LEVEL_WAYS, ways);

        assertThat(lint(elaborate(sized))).isEmpty();
    }

    @Test
    void shouldHoldNoMemoryForFeaturesThatAreOff() throws Exception {
        String small = text(elaborate(NamedConfiguration.SMALL.parameters()));
        String rich = text(elaborate(WalkBench.richParameters()));

        assertThat(rich).contains("store_saved", "store_msiEntries", "contexts_processes", "messages_cache");
        assertThat(small)
                .doesNotContain("store_saved", "store_msiEntries", "contexts_processes", "messages_cache", "canary")
                .doesNotContain("module SecondLevel");
    }

    private Netlist elaborate(IommuParameters parameters) {
        return Elaboration.generate(
                ElaborationOptions.into(directory),
                List.of("dev.pagewalk.hdl.rtl"),
                WalkEngine.class.getName(),
                parameters);
    }

    private static String text(Netlist netlist) throws Exception {
        return Files.readString(netlist.files().get(0));
    }

    private static String lint(Netlist netlist) throws Exception {
        Process verilator = new ProcessBuilder(
                        "verilator",
                        "--lint-only",
                        "-Wall",
                        "-Wno-DECLFILENAME",
                        "-Wno-UNUSEDSIGNAL",
                        "--top-module",
                        netlist.top(),
                        netlist.files().get(0).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(verilator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return verilator.waitFor() == 0 ? "" : output;
    }
}
