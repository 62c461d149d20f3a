package dev.pagewalk.testbench.judge.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.testbench.golden.GoldenConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

@Tag("smoke")
class DesignFactsTest {
    @ParameterizedTest
    @EnumSource
    void shouldUnderstandTheParametersOfEveryNamedConfiguration(NamedConfiguration configuration) {
        IommuParameters parameters = configuration.parameters();

        GoldenConfig config = DesignFacts.of(published(parameters));

        assertThat(config.capabilities()).isEqualTo(parameters.capabilities());
        assertThat(config.vectorBits()).isEqualTo(parameters.size(Size.VECTOR_BITS));
        assertThat(config.beWritable()).isEqualTo(parameters.has(Feature.BE_WRITABLE));
        assertThat(config.gxlWritable()).isEqualTo(parameters.has(Feature.GXL_WRITABLE));
        assertThat(config.qosMask() != 0).isEqualTo(parameters.has(Feature.QOSID));
    }

    /** As in {@code ports.json}. */
    private static Map<String, String> published(IommuParameters parameters) {
        Map<String, String> text = new HashMap<>();
        text.put("capabilities", "0x" + Long.toHexString(parameters.capabilities()));
        text.put(
                "features",
                parameters.features().stream()
                        .map(feature -> '"' + feature.name() + '"')
                        .collect(Collectors.joining(",", "[", "]")));
        for (Size size : Size.values()) {
            text.put(size.label(), Integer.toString(parameters.size(size)));
        }
        return text;
    }
}
