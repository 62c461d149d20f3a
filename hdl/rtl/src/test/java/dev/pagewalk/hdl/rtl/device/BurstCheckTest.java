package dev.pagewalk.hdl.rtl.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.common.AxiBurst;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstCheckTest {
    private static final int BUS_BYTES = 8;

    @ParameterizedTest
    @CsvSource({
        "0xFF8, 0, 3, INCR",
        "0xF80, 15, 3, INCR",
        "0xF81, 15, 3, INCR",
        "0x800, 255, 3, INCR",
        "0x801, 255, 3, INCR",
        "0xFFF, 0, 0, INCR",
        "0xFFD, 0, 2, INCR",
        "0xFF8, 15, 3, WRAP",
        "0xFF8, 1, 3, WRAP",
        "0xFF8, 15, 3, FIXED"
    })
    void shouldAcceptBurstThatStaysInItsPage(String address, int len, int size, AxiBurst burst) {
        assertThat(BurstCheck.malformed(Long.decode(address), len, size, burst.code(), BUS_BYTES))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0xFF8, 1, 3, INCR",
        "0xF88, 15, 3, INCR",
        "0x808, 255, 3, INCR",
        "0xFFF, 1, 0, INCR",
        "0xFFC, 1, 2, INCR"
    })
    void shouldRefuseBurstThatCrossesItsPage(String address, int len, int size, AxiBurst burst) {
        assertThat(BurstCheck.malformed(Long.decode(address), len, size, burst.code(), BUS_BYTES))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0x0, 2, 3, 2", "0x0, 0, 3, 2", "0x0, 31, 3, 2", "0x0, 16, 3, 0", "0x0, 0, 3, 3", "0x0, 0, 4, 1"})
    void shouldRefuseBurstThatAxiDoesNotKnow(String address, int len, int size, int burst) {
        assertThat(BurstCheck.malformed(Long.decode(address), len, size, burst, BUS_BYTES))
                .isTrue();
    }
}
