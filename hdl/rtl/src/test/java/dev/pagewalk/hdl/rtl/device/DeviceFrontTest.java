package dev.pagewalk.hdl.rtl.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.spinal.Elaboration;
import dev.pagewalk.hdl.spinal.ElaborationOptions;
import dev.pagewalk.hdl.spinal.Netlist;
import dev.pagewalk.hdl.spinal.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class DeviceFrontTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldPassLintInEveryNamedConfiguration(NamedConfiguration configuration) throws Exception {
        assertThat(lint(elaborate(configuration.parameters()))).isEmpty();
    }

    @Test
    void shouldPassLintWithEveryFeatureThatConcernsIt() throws Exception {
        IommuParameters all = IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS)
                .with(
                        Feature.SV48,
                        Feature.SV57,
                        Feature.SV48X4,
                        Feature.SV57X4,
                        Feature.SV32,
                        Feature.SV32X4,
                        Feature.ATS,
                        Feature.PD20)
                .with(Feature.SVPBMT, Feature.QOSID, Feature.OBSERVATION, Feature.CANARIES);

        assertThat(lint(elaborate(all))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1, 1", "3, 4, 3, 2", "64, 16, 16, 128"})
    void shouldPassLintAtOddSizes(int iotlb, int pending, int walks, int outstanding) throws Exception {
        IommuParameters sized = NamedConfiguration.SMALL
                .parameters()
                .with(Size.IOTLB_ENTRIES, iotlb)
                .with(Size.PENDING_REQUESTS, pending)
                .with(Size.WALKS, walks)
                .with(Size.OUTSTANDING_BURSTS, outstanding);

        assertThat(lint(elaborate(sized))).isEmpty();
    }

    @Test
    void shouldHoldNothingOfObservationAndPlantedBugsWithoutThem() {
        Netlist netlist = elaborate(NamedConfiguration.SMALL.parameters());

        assertThat(netlist.ports())
                .extracting(Port::name)
                .contains("s_axi_dev_arvalid", "m_axi_mem_awuser", "fenceDone")
                .noneMatch(name -> name.startsWith("retire") || name.startsWith("canary"));
    }

    private Netlist elaborate(IommuParameters parameters) {
        ElaborationOptions options = ElaborationOptions.into(directory).withSimulation(parameters.observation());
        return Elaboration.generate(options, List.of("dev.pagewalk.hdl.rtl"), DeviceFront.class.getName(), parameters);
    }

    private String lint(Netlist netlist) throws Exception {
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
