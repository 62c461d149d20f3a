package dev.pagewalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BitFieldTest {

    private static final BitField PPN = BitField.bits("PPN", 53, 10, "page");
    private static final BitField WORD = BitField.bits("word", 63, 0, "all");

    @Test
    void shouldReadWhatWasInserted() {
        long word = PPN.insert(-1L, 0x123_4567_89abL);

        assertThat(PPN.get(word)).isEqualTo(0x123_4567_89abL);
        assertThat(word & ~PPN.mask()).isEqualTo(~PPN.mask());
    }

    @Test
    void shouldZeroExtendTheTopField() {
        assertThat(BitField.bits("MODE", 63, 60, "mode").get(-1L)).isEqualTo(15);
    }

    @Test
    void shouldCoverTheWholeWord() {
        assertThat(WORD.mask()).isEqualTo(-1L);
        assertThat(WORD.get(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(WORD.width()).isEqualTo(64);
    }

    @Test
    void shouldRefuseAValueThatDoesNotFit() {
        assertThatThrownBy(() -> BitField.bit("V", 0, "valid").of(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value does not fit: field=V, width=1, value=0x2");
    }

    @Test
    void shouldRefuseBitsOutsideTheWord() {
        assertThatThrownBy(() -> new BitField("x", 64, 0, "none"))
                .hasMessage("bit field out of range: name=x, high=64, low=0");
        assertThatThrownBy(() -> new BitField("x", 3, 4, "none"))
                .hasMessage("bit field out of range: name=x, high=3, low=4");
    }

    @Test
    void shouldWritePositionsAsTheSpecificationDoes() {
        assertThat(PPN.position()).isEqualTo("53:10");
        assertThat(BitField.bit("V", 0, "valid").position()).isEqualTo("0");
    }
}
