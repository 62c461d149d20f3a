package dev.pagewalk.hdl.rtl.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import org.junit.jupiter.api.Test;

class IotlbShapeTest {
    @Test
    void shouldCompareUpToTheGuestAddressOfTheWidestMode() {
        IotlbShape shape = IotlbShape.of(NamedConfiguration.SMALL.parameters());

        assertThat(shape.top()).isEqualTo(41);
        assertThat(shape.starts()).containsExactly(12, 16, 21, 30);
    }

    @Test
    void shouldDivideAtThePageSizesOfEveryMode() {
        IommuParameters all = IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS)
                .with(Feature.SV48, Feature.SV48X4, Feature.SV57, Feature.SV57X4, Feature.SV32, Feature.SV32X4);

        IotlbShape shape = IotlbShape.of(all);

        assertThat(shape.top()).isEqualTo(59);
        assertThat(shape.starts()).containsExactly(12, 16, 21, 22, 30, 39, 48);
    }

    @Test
    void shouldKeepGuestAddressesOfThirtyFourBitsWithoutWideModes() {
        IommuParameters narrow = IommuParameters.of(Feature.SV32, Feature.SV32X4, Feature.WIRE_INTERRUPTS);

        IotlbShape shape = IotlbShape.of(narrow);

        assertThat(shape.top()).isEqualTo(34);
        assertThat(shape.starts()).containsExactly(12, 22, 30);
    }

    @Test
    void shouldCoverEveryTagBitByExactlyOneSegment() {
        IotlbShape shape = IotlbShape.of(NamedConfiguration.SMALL.parameters());

        int next = 12;
        for (int k = 0; k < shape.segments(); k++) {
            assertThat(shape.start(k)).isEqualTo(next);
            next = shape.end(k) + 1;
        }
        assertThat(next).isEqualTo(shape.top());
    }
}
