package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenConfigTest {
    private static final long WIRES_ONLY = 1L << 28;

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 32, hpmCounters=-1",
        "32, 0, 0, 32, hpmCounters=32",
        "0, -1, 0, 32, hpmBits=-1",
        "0, 65, 0, 32, hpmBits=65",
        "0, 0, -1, 32, vectorBits=-1",
        "0, 0, 5, 32, vectorBits=5",
        "0, 0, 0, 0, invalidationTags=0",
        "0, 0, 0, 33, invalidationTags=33"
    })
    void shouldRefuseValuesThatNoImplementationHas(int counters, int bits, int vectors, int tags, String complaint) {
        assertThatThrownBy(() -> new GoldenConfig(0, 0, counters, bits, vectors, false, false, 0, tags))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldAcceptTheLimitsThemselves() {
        assertThat(new GoldenConfig(0, 0, 31, 64, 4, false, false, 0, 32).hpmCounters())
                .isEqualTo(31);
        assertThat(new GoldenConfig(0, 0, 0, 0, 0, false, false, 0, 1).invalidationTags())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseMessagesWhereThereAreOnlyWires() {
        assertThatThrownBy(() -> new GoldenConfig(WIRES_ONLY, 0, 0, 0, 0, false, false, 0, 32))
                .hasMessageContaining("fctl.WSI=1");
        assertThat(new GoldenConfig(WIRES_ONLY, 2, 0, 0, 0, false, false, 0, 32).fctlReset())
                .isEqualTo(2);
    }

    @Test
    void shouldSplitTheQosMask() {
        GoldenConfig config = new GoldenConfig(0, 0, 0, 0, 0, false, false, 0x0fff_0abcL, 32);

        assertThat(config.rcidMask()).isEqualTo(0xabc);
        assertThat(config.mcidMask()).isEqualTo(0xfff);
    }
}
