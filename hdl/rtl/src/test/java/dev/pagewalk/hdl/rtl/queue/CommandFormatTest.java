package dev.pagewalk.hdl.rtl.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import org.junit.jupiter.api.Test;

class CommandFormatTest {

    private static final IommuParameters PLAIN =
            IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS);
    private static final IommuParameters RICH = PLAIN.with(Feature.NON_LEAF_INVALIDATION, Feature.RANGE_INVALIDATION);

    @Test
    void shouldReserveWhatTheSpecificationReservesInIotinval() {
        CommandFormat format = format(RICH, CommandOpcode.IOTINVAL_VMA);

        assertThat(format.reserved(0)).isEqualTo(bits(11, 11) | bits(43, 35) | bits(63, 60));
        assertThat(format.reserved(1)).isEqualTo(bits(8, 0) | bits(63, 62));
    }

    @Test
    void shouldReserveNlAndSWithoutTheirCapabilities() {
        CommandFormat format = format(PLAIN, CommandOpcode.IOTINVAL_GVMA);

        assertThat(format.reserved(0)).isEqualTo(bits(11, 11) | bits(43, 34) | bits(63, 60) | bits(32, 32));
        assertThat(format.reserved(1)).isEqualTo(bits(9, 0) | bits(63, 62));
    }

    @Test
    void shouldReserveWhatTheSpecificationReservesInIofence() {
        CommandFormat format = format(PLAIN, CommandOpcode.IOFENCE_C);

        assertThat(format.reserved(0)).isEqualTo(bits(31, 14));
        assertThat(format.reserved(1)).isEqualTo(bits(63, 62));
    }

    @Test
    void shouldReserveProcessIdsInDeviceInvalidationsOnly() {
        long common = bits(11, 10) | bits(32, 32) | bits(39, 34);

        assertThat(format(PLAIN, CommandOpcode.IODIR_INVAL_DDT).reserved(0)).isEqualTo(common | bits(31, 12));
        assertThat(format(PLAIN.with(Feature.PD20), CommandOpcode.IODIR_INVAL_PDT)
                        .reserved(0))
                .isEqualTo(common);
        assertThat(format(PLAIN, CommandOpcode.IODIR_INVAL_PDT).reserved(1)).isEqualTo(-1L);
    }

    @Test
    void shouldRefuseProcessIdsWiderThanTheDirectories() {
        CommandOpcode command = CommandOpcode.IODIR_INVAL_PDT;

        assertThat(format(PLAIN.with(Feature.PD8, Feature.PD17), command).reserved(0) & bits(31, 12))
                .isEqualTo(bits(31, 29));
        assertThat(format(PLAIN.with(Feature.PD8), command).reserved(0) & bits(31, 12))
                .isEqualTo(bits(31, 20));
        assertThat(format(PLAIN, command).reserved(0) & bits(31, 12)).isEqualTo(bits(31, 12));
    }

    @Test
    void shouldNotKnowAtsCommandsWithoutAts() {
        assertThat(CommandFormat.of(PLAIN).stream().map(CommandFormat::command))
                .doesNotContain(CommandOpcode.ATS_INVAL, CommandOpcode.ATS_PRGR);
    }

    private static CommandFormat format(IommuParameters parameters, CommandOpcode command) {
        return CommandFormat.of(parameters).stream()
                .filter(f -> f.command() == command)
                .findFirst()
                .orElseThrow();
    }

    private static long bits(int high, int low) {
        return BitField.bits("reserved", high, low, "").mask();
    }
}
