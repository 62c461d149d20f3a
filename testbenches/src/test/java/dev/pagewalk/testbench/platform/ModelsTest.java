package dev.pagewalk.testbench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.BuildProgress;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.rtl.elaborate.Top;
import org.junit.jupiter.api.Test;

class ModelsTest {
    /** Each call asks the cache on disk, as a later run does. */
    private static String walksOf(int walks) {
        return Models.standard(BuildProgress.SILENT)
                .special("small-walks", NamedConfiguration.SMALL.parameters().with(Size.WALKS, walks), Top.COSIM, "-O0")
                .ports()
                .parameters()
                .get("walks");
    }

    @Test
    void shouldTellDesignsOfOneNameApartByTheirParameters() {
        assertThat(walksOf(1)).isEqualTo("1");
        assertThat(walksOf(3)).isEqualTo("3");
    }
}
