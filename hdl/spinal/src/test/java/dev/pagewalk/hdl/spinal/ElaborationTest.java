package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.hdl.spinal.samples.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class ElaborationTest {
    @TempDir
    Path directory;

    @Test
    void shouldNamePortsExactlyAndListThem() throws Exception {
        Netlist netlist =
                Elaboration.generate(ElaborationOptions.into(directory), Lookup.class, new Lookup.Parameters(4, 8));

        assertThat(netlist.ports())
                .containsExactlyInAnyOrder(
                        new Port("key", Port.Direction.INPUT, 8),
                        new Port("hit", Port.Direction.OUTPUT, 1),
                        new Port("aclk", Port.Direction.INPUT, 1),
                        new Port("aresetn", Port.Direction.INPUT, 1));
        assertThat(netlist.files()).containsExactly(directory.resolve("Lookup.v"));
        assertThat(Files.readString(netlist.files().get(0)))
                .contains("match_lines_0", "fill_victim", "when_Lookup_l", "if(!aresetn)")
                .doesNotContain("io_");
    }

    @Test
    void shouldRefuseComponentThatIsNotWoven() {
        assertThatThrownBy(() -> new Lookup(new Lookup.Parameters(4, 8)))
                .isInstanceOf(WeavingException.class)
                .hasMessageContaining("hardware class is not woven: class=" + Lookup.class.getName())
                .hasMessageContaining("Elaboration.generate(options, Lookup.class, ...)");
    }
}
