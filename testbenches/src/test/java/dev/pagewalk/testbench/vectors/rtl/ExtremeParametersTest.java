package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.testbench.platform.Variants;
import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import dev.pagewalk.testbench.vectors.VectorTarget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

class ExtremeParametersTest {
    private static final Set<Size> PINS =
            Set.of(Size.DATA_WIDTH, Size.ID_WIDTH, Size.WALK_ID_WIDTH, Size.PHYSICAL_ADDRESS_BITS);
    private static final Set<Size> SOFTWARE = Set.of(
            Size.VECTOR_BITS,
            Size.RCID_BITS,
            Size.MCID_BITS,
            Size.EVENT_COUNTERS,
            Size.EVENT_COUNTER_BITS,
            Size.INVALIDATION_TAGS,
            Size.INVALIDATION_TIMEOUT_BITS);
    private static final int FEW = 1;
    private static final int MANY = 6;

    @Test
    void shouldTranslateWithTheSmallestSizesOfEverything() throws IOException {
        expectToPass(NamedConfiguration.FULL, smallest(), FEW);
    }

    @ParameterizedTest
    @MethodSource
    @Tag("nightly")
    void shouldTranslateWithAnySizes(NamedConfiguration configuration, Map<Size, Integer> sizes) throws IOException {
        expectToPass(configuration, sizes, MANY);
    }

    static Stream<Arguments> shouldTranslateWithAnySizes() {
        Map<Size, Integer> odd = Map.of(Size.WALKS, 3, Size.IOTLB_ENTRIES, 5, Size.DEVICE_CONTEXTS, 3);
        Map<Size, Integer> wide = Map.of(
                Size.WALKS, 16, Size.IOTLB_ENTRIES, 64, Size.DEVICE_CONTEXTS, 17, Size.FIRST_STAGE_WALK_ENTRIES, 64);
        return Stream.of(
                Arguments.of(NamedConfiguration.SMALL, smallest()),
                Arguments.of(NamedConfiguration.BASE, smallest()),
                Arguments.of(NamedConfiguration.SV32, smallest()),
                Arguments.of(NamedConfiguration.BE, smallest()),
                Arguments.of(NamedConfiguration.FULL, smallest()),
                Arguments.of(NamedConfiguration.SV32, odd),
                Arguments.of(NamedConfiguration.BE, wide));
    }

    /** Everything that neither pins nor software see, as small as it may be. */
    private static Map<Size, Integer> smallest() {
        Map<Size, Integer> sizes = new EnumMap<>(Size.class);
        for (Size size : Size.values()) {
            if (!PINS.contains(size) && !SOFTWARE.contains(size)) {
                sizes.put(size, size.minimum());
            }
        }
        return sizes;
    }

    private void expectToPass(NamedConfiguration configuration, Map<Size, Integer> sizes, int ofEachCategory)
            throws IOException {
        String profile = configuration == NamedConfiguration.SMALL ? "base" : configuration.label();
        List<OperationFailure> failures = new ArrayList<>();
        Map<String, Integer> played = new HashMap<>();
        ModelLibrary library = library(configuration, sizes);
        try (VectorTarget target = new RtlTarget(unused -> library, unused -> configuration, null)) {
            ScenarioPlayer player = new ScenarioPlayer(target);
            for (Scenario scenario : RtlModels.seed101(s -> s.config().profile().equals(profile))) {
                if (played.getOrDefault(scenario.category(), 0) < ofEachCategory
                        && target.missing(scenario).isEmpty()) {
                    played.merge(scenario.category(), 1, Integer::sum);
                    failures.addAll(player.play(scenario));
                }
            }
        }

        assertThat(failures).isEmpty();
        assertThat(played).hasSizeGreaterThan(5);
    }

    private ModelLibrary library(NamedConfiguration configuration, Map<Size, Integer> sizes) {
        IommuParameters parameters = configuration.parameters();
        for (Map.Entry<Size, Integer> size : sizes.entrySet()) {
            parameters = parameters.with(size.getKey(), size.getValue());
        }
        return Variants.library(configuration.label() + "-sizes", parameters);
    }
}
