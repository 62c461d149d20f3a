package dev.pagewalk.testbench.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class AreaTest {
    private static final String STATISTICS =
            """
            Warnings may come first.
            {"modules": {}, "design": {"num_cells": 12, "num_cells_by_type":
              {"LUT6": 5, "LUT2": 2, "RAM32M": 1, "FDRE": 7, "FDSE": 1, "RAMB18E1": 3, "CARRY4": 4}}}
            """;
    private static final String CLEAN = "Checking module Iommu...\nFound and reported 0 problems.\n";
    private static final String TIMING = "Latest arrival time in 'Iommu' is 7250:\n";

    @TempDir
    Path directory;

    @Test
    void shouldCountLookUpTablesWithThoseUsedAsMemory() throws IOException {
        AreaResult result = Synthesis.result(Family.XILINX, "abc", STATISTICS, CLEAN, TIMING);

        assertThat(result).isEqualTo(new AreaResult("abc", 11, 8, 3, 0, 0, 7250));
        assertThat(result.sound()).isTrue();
    }

    @Test
    void shouldNotCallADesignSoundThatHasLatchesOrUndrivenNets() throws IOException {
        String latch = STATISTICS.replace("CARRY4", "LDCE");
        String undriven = "found and reported 2 problems.";

        assertThat(Synthesis.result(Family.XILINX, "a", latch, CLEAN, "").sound())
                .isFalse();
        assertThat(Synthesis.result(Family.XILINX, "a", STATISTICS, undriven, "")
                        .sound())
                .isFalse();
        assertThat(Synthesis.result(Family.XILINX, "a", STATISTICS, "no check", "")
                        .sound())
                .isFalse();
    }

    @Test
    void shouldRefuseStatisticsWithoutCells() {
        assertThatThrownBy(() -> Synthesis.result(Family.ECP5, "a", "{}", CLEAN, ""))
                .isInstanceOf(IOException.class)
                .hasMessage("no cells in the statistics of yosys");
    }

    @Test
    void shouldMeasureEachFinishedFeatureOnTopOfWhatItNeeds() {
        List<AreaSubject> features = AreaSubject.features();

        assertThat(features).extracting(AreaSubject::label).contains("small+PD8", "small+SV48+SV57");
        assertThat(features)
                .filteredOn(f -> f.label().equals("small+SV48+SV57"))
                .extracting(AreaSubject::without)
                .containsExactly(Optional.of("small+SV48"));
        for (Feature unfinished : Feature.unfinished()) {
            assertThat(features).noneMatch(f -> f.parameters().has(unfinished));
        }
        assertThat(features)
                .noneMatch(f -> NamedConfiguration.SMALL.parameters().equals(f.parameters()));
    }

    @Test
    void shouldKeepMeasurementsAndRenderDifferences() throws IOException {
        Path file = directory.resolve("area.json");
        AreaStore store = AreaStore.open(file);
        store.tool("Yosys 0");
        store.put(Family.XILINX, "small", new AreaResult("aa", 1000, 500, 0, 0, 0, 7300));
        store.put(Family.XILINX, "small+PD8", new AreaResult("bb", 1040, 503, 0, 0, 0, 7300));

        String text = AreaDocument.of(AreaStore.open(file), AreaSubject.configurations(), AreaSubject.features());

        assertThat(text).contains("| small | 1000 | 500 | 0 | 7.3 | – | – | 0, 0 |");
        assertThat(text).contains("| PD8 | small | +40 | +3 |");
        assertThat(text).contains("| PD17 | small | – | – |");
        assertThat(text).contains("with Yosys 0 from");
    }
}
