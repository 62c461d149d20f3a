package dev.pagewalk.testbench.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidationTest {
    private static final long AV = 1L << 10;
    private static final long S = 1L << 9;

    @Test
    void shouldDecodeTheOperandsOfIotinval() {
        Invalidation all = Invalidation.translation(
                Invalidation.Scope.VMA, AV | (0xabcdeL << 12) | (7L << 32) | (0x1234L << 44), S | (0x40001L << 10));

        assertThat(all)
                .isEqualTo(new Invalidation(
                        Invalidation.Scope.VMA,
                        true,
                        true,
                        true,
                        true,
                        true,
                        0xabcde,
                        0x1234,
                        0x4000_1000L,
                        false,
                        0,
                        0));
    }

    @Test
    void shouldDecodeTheOperandsOfIodir() {
        Invalidation process =
                Invalidation.directory(Invalidation.Scope.PDT, (0x12345L << 12) | (1L << 33) | (0xabcdefL << 40));

        assertThat(process)
                .isEqualTo(new Invalidation(
                        Invalidation.Scope.PDT, false, false, false, false, false, 0, 0, 0, true, 0xabcdef, 0x12345));
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, 0x40001000, 0x99999000, 12, true",
        "true, false, 0x40001000, 0x40001fff, 12, true",
        "true, false, 0x40001000, 0x40002000, 12, false",
        "true, false, 0x40001000, 0x40002000, 21, true",
        "true, false, 0x40001000, 0x40200000, 21, false",
        "true, false, 0x40001000, 0x40009000, 16, true",
        "true, true, 0x40003000, 0x40007000, 12, true",
        "true, true, 0x40003000, 0x40008000, 12, false",
        "true, true, 0x40000000, 0x40001000, 12, true",
        "true, true, 0x40000000, 0x40002000, 12, false",
        "true, true, 0x40003000, 0x401ff000, 21, true",
        "true, true, 0x7ffffffffffff000, 0x0, 12, true",
        "true, true, 0x3ffffffffffff000, 0x0, 12, true",
        "true, true, 0x1ffffffffffff000, 0x4000000000000000, 12, false"
    })
    void shouldOverlapByRangeAndByPage(
            boolean addressValid, boolean range, String address, String other, int pageShift, boolean overlaps) {
        Invalidation command = new Invalidation(
                Invalidation.Scope.VMA,
                addressValid,
                false,
                false,
                false,
                range,
                0,
                0,
                Long.decode(address),
                false,
                0,
                0);

        assertThat(command.overlaps(Long.decode(other), pageShift)).isEqualTo(overlaps);
    }
}
