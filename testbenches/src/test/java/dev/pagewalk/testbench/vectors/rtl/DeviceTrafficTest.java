package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("smoke")
class DeviceTrafficTest {
    @ParameterizedTest
    @CsvSource({
        "0x300000, 4, 0x0f",
        "0x300004, 4, 0xf0",
        "0x300002, 4, 0x0c",
        "0x300007, 4, 0x80",
        "0x300006, 2, 0xc0",
        "0x300005, 1, 0x20"
    })
    void shouldStrobeOnlyTheLanesOfTheBeat(String address, int bytes, String lanes) {
        assertThat(DeviceTraffic.lanes(Long.decode(address), bytes)).isEqualTo(Integer.decode(lanes));
    }
}
