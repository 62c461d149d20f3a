package dev.pagewalk.hdl.rtl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.architecture.DeviceContextFormat;
import dev.pagewalk.architecture.InterruptSupport;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

class IommuParametersTest {

    private static final IommuParameters BASIC =
            IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS);

    @Test
    void shouldAnnounceWhatIsBuiltAndNothingElse() {
        long expected = Capabilities.VERSION.of(0x10)
                | Capabilities.SV39.of(1)
                | Capabilities.SV39X4.of(1)
                | Capabilities.IGS.of(InterruptSupport.WSI.encoding())
                | Capabilities.PAS.of(56);

        assertThat(BASIC.capabilities()).isEqualTo(expected);
    }

    @Test
    void shouldAnnounceBothKindsOfInterrupts() {
        assertThat(BASIC.with(Feature.MESSAGE_INTERRUPTS).interrupts()).isEqualTo(InterruptSupport.BOTH);
        assertThat(IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.MESSAGE_INTERRUPTS)
                        .interrupts())
                .isEqualTo(InterruptSupport.MSI);
    }

    @Test
    void shouldUseLargeContextsWithMsiTables() {
        assertThat(BASIC.contextFormat()).isEqualTo(DeviceContextFormat.BASE);
        assertThat(BASIC.with(Feature.MSI_FLAT).contextFormat()).isEqualTo(DeviceContextFormat.EXTENDED);
    }

    @Test
    void shouldRefuseAFeatureWithoutItsBase() {
        assertThatThrownBy(() -> BASIC.with(Feature.SV57))
                .hasMessage("feature needs another: feature=SV57, missing=SV48");
    }

    @Test
    void shouldRefuseADesignThatTranslatesNothing() {
        assertThatThrownBy(() -> IommuParameters.of(Feature.SV39, Feature.WIRE_INTERRUPTS))
                .hasMessage("no second-stage mode: choose one of [SV32X4, SV39X4, SV48X4, SV57X4]");
        assertThatThrownBy(() -> IommuParameters.of(Feature.SV39X4, Feature.WIRE_INTERRUPTS))
                .hasMessageStartingWith("no first-stage mode");
    }

    @Test
    void shouldRefuseADesignThatCannotInterrupt() {
        assertThatThrownBy(() -> IommuParameters.of(Feature.SV39, Feature.SV39X4))
                .hasMessage("no way to signal interrupts: choose WIRE_INTERRUPTS, MESSAGE_INTERRUPTS or both");
    }

    @Test
    void shouldRefuseSizesOutsideTheirRange() {
        assertThatThrownBy(() -> BASIC.with(Size.WALKS, 0))
                .hasMessage("size out of range: walks=0, minimum=1, maximum=16");
        assertThatThrownBy(() -> BASIC.with(Size.COMMAND_BUFFER, 12))
                .hasMessage("size is no power of two: commandBuffer=12");
        assertThatThrownBy(() -> BASIC.with(Size.WALKS, 16).with(Size.WALK_ID_WIDTH, 4))
                .hasMessage("more walks than ids: walks=16, ids=8");
    }

    @Test
    void shouldCopyWhatItIsGiven() {
        IommuParameters parameters = new IommuParameters(BASIC.features(), Map.of(Size.WALKS, 3));

        assertThat(parameters.walks()).isEqualTo(3);
        assertThat(parameters.size(Size.IOTLB_ENTRIES)).isEqualTo(Size.IOTLB_ENTRIES.standard());
        assertThatThrownBy(() -> parameters.features().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldListConfigurationsByName() {
        assertThat(NamedConfiguration.of("small")).isEqualTo(NamedConfiguration.SMALL);
        assertThatThrownBy(() -> NamedConfiguration.of("tiny"))
                .hasMessageStartingWith("unknown configuration: name=tiny, known=small");
    }

    @Test
    void shouldNeverPublishObservationOrCanariesByName() {
        for (NamedConfiguration configuration : NamedConfiguration.values()) {
            assertThat(configuration.parameters().features())
                    .doesNotContainAnyElementsOf(Set.of(Feature.OBSERVATION, Feature.CANARIES));
        }
    }

    @Test
    void shouldGiveEachCanaryItsOwnCode() {
        for (Canary canary : Canary.values()) {
            assertThat(Canary.ofCode(canary.code())).contains(canary);
        }
        assertThat(Canary.ofCode(Canary.HEALTHY)).isEmpty();
    }
}
