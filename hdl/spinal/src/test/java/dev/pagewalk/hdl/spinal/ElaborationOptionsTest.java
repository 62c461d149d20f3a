package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.hdl.spinal.samples.CheckSample;
import dev.pagewalk.hdl.spinal.samples.Keyword;
import dev.pagewalk.hdl.spinal.samples.MemorySample;
import dev.pagewalk.hdl.spinal.samples.Prunable;
import dev.pagewalk.hdl.spinal.samples.WeavingSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class ElaborationOptionsTest {
    @TempDir
    Path directory;

    @Test
    void shouldWriteTheSameBytesEachTime() throws Exception {
        String first = verilog(weaving(ElaborationOptions.into(directory.resolve("a"))));
        String second = verilog(weaving(ElaborationOptions.into(directory.resolve("b"))));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldElaborateInSeveralThreadsAtOnce() {
        List<String> all = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> verilog(weaving(ElaborationOptions.into(directory.resolve("" + i)))))
                .distinct()
                .toList();

        assertThat(all).hasSize(1);
    }

    @Test
    void shouldWriteOneFilePerComponentInReadingOrder() {
        Netlist netlist = weaving(ElaborationOptions.into(directory).withFilePerComponent(true));

        assertThat(netlist.files())
                .allSatisfy(file -> assertThat(file).isRegularFile())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("Increment.v", "Invert.v", "Silent.v", "WeavingSample.v");
    }

    @Test
    void shouldUseFileNameAndClockNamesAndHeader() throws Exception {
        Netlist netlist = Elaboration.generate(
                ElaborationOptions.into(directory)
                        .withFileName("checks.v")
                        .withClock("clock", "resetn")
                        .withHeader("Configuration small"),
                CheckSample.class);

        assertThat(netlist.files()).containsExactly(directory.resolve("checks.v"));
        assertThat(verilog(netlist)).contains("Configuration small", "posedge clock", "if(!resetn)");
        assertThat(netlist.ports()).extracting(Port::name).containsExactly("valid", "level", "clock", "resetn");
    }

    @Test
    void shouldKeepNamedSignalsThatNothingReadsUnlessAskedToRemoveThem() throws Exception {
        Netlist kept = Elaboration.generate(ElaborationOptions.into(directory.resolve("a")), Prunable.class);
        Netlist removed = Elaboration.generate(
                ElaborationOptions.into(directory.resolve("b")).withRemovePruned(true), Prunable.class);

        assertThat(verilog(kept)).contains("unread");
        assertThat(verilog(removed)).doesNotContain("unread");
        assertThat(kept.pruned()).containsExactly("unread");
        assertThat(removed.pruned()).isEmpty();
    }

    @Test
    void shouldNotNeedFilesForInitialMemoryContent() throws Exception {
        Netlist netlist = Elaboration.generate(ElaborationOptions.into(directory), MemorySample.class);

        assertThat(verilog(netlist)).contains("rom[3] = 8'b00001001;").doesNotContain("$readmem");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(netlist.files().get(0));
        }
    }

    @Test
    void shouldRefusePortWhoseNameIsAWordOfTheLanguage() {
        assertThatThrownBy(() -> Elaboration.generate(ElaborationOptions.into(directory), Keyword.class))
                .isInstanceOf(ElaborationException.class)
                .hasMessageContaining("port name is reserved or used twice: declared=begin, generated=begin_1");
    }

    private static Netlist weaving(ElaborationOptions options) {
        return Elaboration.generate(options, WeavingSample.class, WeavingSample.parameters(4, true));
    }

    private static String verilog(Netlist netlist) {
        try {
            return Files.readString(netlist.files().get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
