package dev.pagewalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class EncodingTest {

    @Test
    void shouldMapCausesBothWays() {
        for (FaultCause cause : FaultCause.values()) {
            assertThat(FaultCause.ofCode(cause.code())).contains(cause);
        }
        assertThat(FaultCause.ofCode(14)).isEmpty();
    }

    @Test
    void shouldRecordExactlyTheAlwaysCausesWithDtf() {
        assertThat(Arrays.stream(FaultCause.values())
                        .filter(FaultCause::recordedWithDtf)
                        .map(FaultCause::code))
                .containsExactly(256, 257, 258, 259, 268, 272, 273);
    }

    @Test
    void shouldGiveGuestAddressesOnlyToGuestPageFaults() {
        assertThat(Arrays.stream(FaultCause.values())
                        .filter(FaultCause::isGuestPageFault)
                        .map(FaultCause::code))
                .containsExactly(20, 21, 23);
    }

    @Test
    void shouldMapTransactionTypesAndModesBothWays() {
        for (TransactionType type : TransactionType.values()) {
            assertThat(TransactionType.ofCode(type.code())).contains(type);
        }
        for (DirectoryMode mode : DirectoryMode.values()) {
            assertThat(DirectoryMode.ofEncoding(mode.encoding())).contains(mode);
        }
        for (ProcessDirectoryMode mode : ProcessDirectoryMode.values()) {
            assertThat(ProcessDirectoryMode.ofEncoding(mode.encoding())).contains(mode);
        }
        assertThat(TransactionType.ofCode(4)).isEmpty();
        assertThat(DirectoryMode.ofEncoding(5)).isEmpty();
        assertThat(ProcessDirectoryMode.ofEncoding(4)).isEmpty();
    }

    @Test
    void shouldRecogniseCommandsByOpcodeAndFunction() {
        for (CommandOpcode command : CommandOpcode.values()) {
            assertThat(CommandOpcode.of(command.encode())).contains(command);
        }
        assertThat(CommandOpcode.of(CommandFields.OPCODE.bits().of(2)
                        | CommandFields.FUNC3.bits().of(1)))
                .isEmpty();
    }

    @Test
    void shouldCutDeviceIdsAsTheFormatSays() {
        int device = 0xABCDEF;

        assertThat(DeviceContextFormat.BASE.index(device, 0)).isEqualTo(device & 0x7f);
        assertThat(DeviceContextFormat.BASE.index(device, 1)).isEqualTo(device >> 7 & 0x1ff);
        assertThat(DeviceContextFormat.BASE.index(device, 2)).isEqualTo(device >> 16);
        assertThat(DeviceContextFormat.EXTENDED.index(device, 0)).isEqualTo(device & 0x3f);
        assertThat(DeviceContextFormat.EXTENDED.index(device, 1)).isEqualTo(device >> 6 & 0x1ff);
        assertThat(DeviceContextFormat.EXTENDED.index(device, 2)).isEqualTo(device >> 15);
        assertThat(DeviceContextFormat.BASE.deviceIdBits(1)).isEqualTo(7);
        assertThat(DeviceContextFormat.EXTENDED.deviceIdBits(3)).isEqualTo(24);
        assertThat(DeviceContextFormat.of(Capabilities.MSI_FLAT.of(1))).isEqualTo(DeviceContextFormat.EXTENDED);
        assertThat(DeviceContextFormat.of(0)).isEqualTo(DeviceContextFormat.BASE);
        assertThatThrownBy(() -> DeviceContextFormat.BASE.indexBits(3)).hasMessage("no such level: level=3");
    }

    @Test
    void shouldCutProcessIdsIntoThreeIndices() {
        int process = 0xFEDCB;

        assertThat(ProcessDirectoryMode.index(process, 0)).isEqualTo(0xCB);
        assertThat(ProcessDirectoryMode.index(process, 1)).isEqualTo(process >> 8 & 0x1ff);
        assertThat(ProcessDirectoryMode.index(process, 2)).isEqualTo(process >> 17);
    }

    @Test
    void shouldReadAndWriteRecordFields() {
        long[] record = new long[4];
        FaultRecord.DID.insert(record, 0xABCDEF);
        FaultRecord.CAUSE.insert(record, FaultCause.DDT_NOT_VALID.code());
        FaultRecord.IOTVAL2.insert(record, -1L);

        assertThat(record[0]).isEqualTo(0xABCDEF00_00000102L);
        assertThat(FaultRecord.DID.get(record)).isEqualTo(0xABCDEF);
        assertThat(FaultRecord.PV.isSet(record)).isFalse();
        assertThat(FaultRecord.IOTVAL2_WRITE.isSet(record)).isTrue();
        assertThat(FaultRecord.TTYP.name()).isEqualTo("TTYP");
    }
}
