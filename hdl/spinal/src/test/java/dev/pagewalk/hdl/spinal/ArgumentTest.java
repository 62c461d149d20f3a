package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;

class ArgumentTest {
    enum Letter {
        A,
        B
    }

    @ParameterizedTest
    @CsvSource({"256, 8, 0x100", "-1, 63, 0xffffffffffffffff", "2, 1, 0x2", "1, 0, 0x1"})
    void shouldRefuseUnsignedLiteralThatDoesNotFit(long value, int width, String shown) {
        String message = "literal does not fit: value=" + shown + ", width=" + width;

        assertThatThrownBy(() -> Literals.u(value, width)).hasMessage(message);
        assertThatThrownBy(() -> Literals.b(value, width)).hasMessage(message);
    }

    @Test
    void shouldRefuseNegativeBigInteger() {
        assertThatThrownBy(() -> Literals.u(BigInteger.valueOf(-1), 8))
                .hasMessage("literal does not fit: value=0x-1, width=8");
    }

    @ParameterizedTest
    @CsvSource({"128, 8", "-129, 8", "1, 1"})
    void shouldRefuseSignedLiteralThatDoesNotFit(long value, int width) {
        assertThatThrownBy(() -> Literals.s(value, width))
                .hasMessage("signed literal does not fit: value=" + value + ", width=" + width);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "4294967297, 33"})
    void shouldCountTheBitsOfAnIndex(long values, int bits) {
        assertThat(Types.log2Up(values)).isEqualTo(bits);
    }

    @Test
    void shouldRefuseToIndexNothing() {
        assertThatThrownBy(() -> Types.log2Up(0)).hasMessage("log2Up: n=0");
    }

    @Test
    void shouldRefuseEqualOrNegativeCodes() {
        String message = "codes have to be different and not negative: enum=" + Letter.class.getName();

        assertThatThrownBy(() -> new HwEnum<>(Letter.class, letter -> 1)).hasMessage(message);
        assertThatThrownBy(() -> new HwEnum<>(Letter.class, letter -> letter == Letter.A ? 0 : -1))
                .hasMessage(message);
    }

    @Test
    void shouldTellTheCodeOfAConstant() {
        assertThat(new HwEnum<>(Letter.class).code(Letter.B)).isEqualTo(1);
        assertThat(new HwEnum<>(Letter.class, letter -> letter == Letter.A ? 4 : 9).code(Letter.B))
                .isEqualTo(9);
    }
}
