package dev.pagewalk.hdl.rtl.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.hdl.rtl.common.samples.Wires;
import dev.pagewalk.hdl.spinal.Elaboration;
import dev.pagewalk.hdl.spinal.ElaborationOptions;
import dev.pagewalk.hdl.spinal.Netlist;
import dev.pagewalk.hdl.spinal.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class AxiPortTest {
    private static final List<String> PACKAGES = List.of("dev.pagewalk.hdl.rtl");

    @TempDir
    Path directory;

    @Test
    void shouldNameEveryPinAsVendorToolsInferIt() {
        Netlist netlist = generate(Wires.class, new AxiWidths(56, 64, 4, 32, 1));

        assertThat(netlist.ports())
                .contains(
                        new Port("s_axi_dev_awvalid", Port.Direction.INPUT, 1),
                        new Port("s_axi_dev_awready", Port.Direction.OUTPUT, 1),
                        new Port("s_axi_dev_awaddr", Port.Direction.INPUT, 56),
                        new Port("s_axi_dev_awuser", Port.Direction.INPUT, 32),
                        new Port("s_axi_dev_wstrb", Port.Direction.INPUT, 8),
                        new Port("s_axi_dev_buser", Port.Direction.OUTPUT, 1),
                        new Port("m_axi_mem_arlock", Port.Direction.OUTPUT, 1),
                        new Port("m_axi_mem_rdata", Port.Direction.INPUT, 64),
                        new Port("m_axi_mem_rready", Port.Direction.OUTPUT, 1))
                .hasSize(2 * (12 + 5 + 5 + 12 + 7));
    }

    @Test
    void shouldLeaveOutUserSignalsOfWidthZero() {
        Netlist netlist = generate(Wires.class, new AxiWidths(56, 64, 4, 0, 0));

        assertThat(netlist.ports()).noneMatch(p -> p.name().endsWith("user"));
    }

    @Test
    void shouldNamePinsOfAxiLite() {
        Netlist netlist = generate(Wires.Lite.class, 0);

        assertThat(netlist.ports())
                .contains(
                        new Port("s_axi_cfg_awaddr", Port.Direction.INPUT, 12),
                        new Port("s_axi_cfg_awprot", Port.Direction.INPUT, 3),
                        new Port("s_axi_cfg_wstrb", Port.Direction.INPUT, 8),
                        new Port("s_axi_cfg_rdata", Port.Direction.OUTPUT, 64))
                .hasSize(4 + 4 + 3 + 4 + 4);
    }

    @Test
    void shouldRefuseDataWidthThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new AxiWidths(56, 48, 4, 0, 0)).hasMessage("AXI widths: address=56, data=48, id=4");
    }

    private Netlist generate(Class<?> type, Object parameters) {
        return Elaboration.generate(ElaborationOptions.into(directory), PACKAGES, type.getName(), parameters);
    }
}
