package dev.pagewalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PageTableModeTest {

    @ParameterizedTest
    @EnumSource(PageTableMode.class)
    void shouldSpendEveryAddressBitOnOneIndexOrTheOffset(PageTableMode mode) {
        int bits = PageTableMode.PAGE_SHIFT;
        for (int level = 0; level < mode.levels(); level++) {
            assertThat(mode.leafShift(level)).isEqualTo(bits);
            bits += mode.indexBits(level);
        }
        assertThat(bits).isEqualTo(mode.addressBits());
    }

    @ParameterizedTest
    @CsvSource({
        "SV32,4096",
        "SV39,4096",
        "SV48,4096",
        "SV57,4096",
        "SV32X4,16384",
        "SV39X4,16384",
        "SV48X4,16384",
        "SV57X4,16384"
    })
    void shouldSizeTheRootAsTheSpecificationSays(PageTableMode mode, int bytes) {
        assertThat(mode.rootBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource(PageTableMode.class)
    void shouldFindTheModeByStageSchemeAndEncoding(PageTableMode mode) {
        assertThat(PageTableMode.of(mode.stage(), mode.isRv32(), mode.encoding()))
                .contains(mode);
    }

    @Test
    void shouldNotKnowReservedEncodings() {
        assertThat(PageTableMode.of(Stage.FIRST, false, 11)).isEmpty();
        assertThat(PageTableMode.of(Stage.FIRST, true, 9)).isEmpty();
    }

    @Test
    void shouldDemandCanonicalAddressesOfTheFirstStageOnly() {
        assertThat(PageTableMode.SV39.inRange(0xFFFF_FFC0_0000_0000L)).isTrue();
        assertThat(PageTableMode.SV39.inRange(0x0000_0040_0000_0000L)).isFalse();
        assertThat(PageTableMode.SV39X4.inRange(0x0000_01FF_FFFF_FFFFL)).isTrue();
        assertThat(PageTableMode.SV39X4.inRange(0x0000_0200_0000_0000L)).isFalse();
        assertThat(PageTableMode.SV32.inRange(0x1_0000_0000L)).isFalse();
        assertThat(PageTableMode.SV32.inRange(0xFFFF_FFFFL)).isTrue();
    }

    @Test
    void shouldIndexTheWideRootWithTheExtraBits() {
        assertThat(PageTableMode.SV39X4.index(0x1FF_FFFF_FFFFL, 2)).isEqualTo(0x7FF);
        assertThat(PageTableMode.SV39.index(-1L, 2)).isEqualTo(0x1FF);
        assertThatThrownBy(() -> PageTableMode.SV39.index(0, 3)).hasMessage("no such level: mode=SV39, level=3");
    }

    @ParameterizedTest
    @CsvSource({"SV32,8", "SV57,11", "SV32X4,16", "SV57X4,19"})
    void shouldBeAnnouncedByItsCapability(PageTableMode mode, int bit) {
        assertThat(mode.capability().low()).isEqualTo(bit);
    }
}
