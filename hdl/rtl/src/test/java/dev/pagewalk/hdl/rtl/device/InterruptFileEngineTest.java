package dev.pagewalk.hdl.rtl.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.hdl.rtl.common.AxiResponse;
import dev.pagewalk.hdl.rtl.common.AxiWidths;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import dev.pagewalk.hdl.rtl.config.Size;
import dev.pagewalk.hdl.rtl.walk.bench.VerilatedProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class InterruptFileEngineTest {
    private static final long MSI_PAGE = 0x2800_0000L;
    private static final long FILE = 0x8000_2200L;
    private static final long NOTICE = 0x2900_5000L;
    private static final int NOTICE_ID = 0x4d1;
    private static final int WRITE = 3;
    private static final int LOW_LANES = 0x0f;
    private static final int HIGH_LANES = 0xf0;
    private static final int RETRIES = 3;

    private final StringBuilder script = new StringBuilder();

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "63, 0, 63", "64, 16, 0", "2047, 496, 63"})
    void shouldSetThePendingBitThatTheDataNamesAndThenSendTheNotice(int identity, long offset, int bit) {
        line("M", FILE + offset, 0x4L);
        store(MSI_PAGE, identity, LOW_LANES);

        String address = hex(FILE + offset);
        assertThat(atomic())
                .containsExactly(
                        "read " + address + " 1",
                        "write " + address + " " + hex(0x4L | 1L << bit) + " 1",
                        "notice " + hex(NOTICE) + " " + hex(NOTICE_ID) + " 0",
                        answer(AxiResponse.OKAY));
    }

    @Test
    void shouldSendTheNoticeWhateverTheEnableBitSays() {
        line("M", FILE + 8, 0);
        store(MSI_PAGE, 5, LOW_LANES);

        assertThat(atomic())
                .contains("notice " + hex(NOTICE) + " " + hex(NOTICE_ID) + " 0")
                .noneMatch(report -> report.startsWith("read " + hex(FILE + 8)));
    }

    @ParameterizedTest
    @CsvSource({"2048, 0", "-1, 0", "5, 8", "5, 4088"})
    void shouldAcceptAndDropDataThatNamesNoInterrupt(int data, long offset) {
        store(MSI_PAGE + offset, data, LOW_LANES);

        assertThat(atomic()).containsExactly(answer(AxiResponse.OKAY));
    }

    @Test
    void shouldDropTheBigEndianRegisterWithoutBigEndianSupport() {
        store(MSI_PAGE + 4, Long.reverseBytes(5L), HIGH_LANES);

        assertThat(plain()).containsExactly(answer(AxiResponse.OKAY));
    }

    @Test
    void shouldTakeBigEndianDataInTheSecondRegister() {
        store(MSI_PAGE + 4, (long) Integer.reverseBytes(66) << 32, HIGH_LANES);

        assertThat(atomic()).contains("write " + hex(FILE + 16) + " 4 1");
    }

    @Test
    void shouldAcceptAWriteWithoutLanesAndTouchNothing() {
        store(MSI_PAGE, 5, 0);

        assertThat(atomic()).containsExactly(answer(AxiResponse.OKAY));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x03, 0xf0, 0xff})
    void shouldRefuseLanesThatAreNoAlignedWord(int lanes) {
        store(MSI_PAGE, 5, lanes);

        assertThat(atomic()).containsExactly(answer(AxiResponse.DECERR));
    }

    @Test
    void shouldRepeatAnUpdateThatLostAndKeepTheForeignBit() {
        timing(2, RETRIES, 1);
        store(MSI_PAGE, 7, LOW_LANES);
        line("D", FILE);

        assertThat(atomic())
                .contains("word " + hex(1L << 63 | 1L << 7), answer(AxiResponse.OKAY))
                .filteredOn(report -> report.startsWith("read"))
                .hasSize(RETRIES + 1);
    }

    @Test
    void shouldGiveUpAfterBoundedRepetitionsWithoutNotice() {
        timing(1, 100, 1);
        store(MSI_PAGE, 7, LOW_LANES);

        assertThat(atomic())
                .endsWith(fault(FaultCause.MRIF_ACCESS_FAULT), answer(AxiResponse.DECERR))
                .noneMatch(report -> report.startsWith("notice"));
    }

    @Test
    void shouldReportMemoryThatKnowsNoExclusivePairs() {
        timing(1, 0, 0);
        store(MSI_PAGE, 7, LOW_LANES);

        assertThat(atomic())
                .containsExactly(
                        "read " + hex(FILE) + " 1", fault(FaultCause.MRIF_ACCESS_FAULT), answer(AxiResponse.DECERR));
    }

    @Test
    void shouldReadAndWriteWithoutExclusivesWithoutAtomics() {
        timing(1, 0, 0);
        store(MSI_PAGE, 7, LOW_LANES);

        assertThat(plain())
                .containsExactly(
                        "read " + hex(FILE) + " 0",
                        "write " + hex(FILE) + " 80 0",
                        "notice " + hex(NOTICE) + " " + hex(NOTICE_ID) + " 0",
                        answer(AxiResponse.OKAY));
    }

    @ParameterizedTest
    @CsvSource({"0, MRIF_ACCESS_FAULT", "1, MRIF_POISON"})
    void shouldReportAFileThatFailsAndSendNoNotice(int kind, FaultCause cause) {
        line("B", FILE, 512, kind);
        store(MSI_PAGE, 7, LOW_LANES);

        assertThat(atomic()).containsExactly("read " + hex(FILE) + " 1", fault(cause), answer(AxiResponse.DECERR));
    }

    @ParameterizedTest
    @CsvSource({"0, MRIF_ACCESS_FAULT", "1, MRIF_POISON"})
    void shouldReportANoticeThatFails(int kind, FaultCause cause) {
        line("B", NOTICE, 4, kind);
        store(MSI_PAGE, 7, LOW_LANES);

        assertThat(atomic()).endsWith(fault(cause), answer(AxiResponse.DECERR));
    }

    @Test
    void shouldLeaveNoRecordForADeviceThatDisablesThem() {
        line("B", FILE, 512, 0);
        line("S", MSI_PAGE, WRITE, FILE, NOTICE, NOTICE_ID, 1, 7, LOW_LANES);

        assertThat(atomic()).containsExactly("read " + hex(FILE) + " 1", answer(AxiResponse.DECERR));
    }

    @Test
    void shouldTouchNothingBeyondPhysicalMemory() {
        line("S", MSI_PAGE, WRITE, 1L << 46, NOTICE, NOTICE_ID, 0, 7, LOW_LANES);
        line("S", MSI_PAGE, WRITE, FILE, 1L << 46, NOTICE_ID, 0, 7, LOW_LANES);

        assertThat(atomic())
                .containsExactly(
                        fault(FaultCause.MRIF_ACCESS_FAULT),
                        answer(AxiResponse.DECERR),
                        fault(FaultCause.MRIF_ACCESS_FAULT),
                        answer(AxiResponse.DECERR));
    }

    private void store(long iova, long data, int lanes) {
        line("S", iova, WRITE, FILE, NOTICE, NOTICE_ID, 0, data, lanes);
    }

    private void timing(int latency, int steal, int watched) {
        line("P", latency, steal, watched);
    }

    private void line(String command, long... numbers) {
        script.append(command);
        for (long number : numbers) {
            script.append(' ').append(hex(number));
        }
        script.append('\n');
    }

    private static String hex(long number) {
        return Long.toHexString(number);
    }

    private static String answer(AxiResponse response) {
        return "answer 5 " + response.code();
    }

    private static String fault(FaultCause cause) {
        return "fault " + cause.code() + " " + WRITE + " " + hex(MSI_PAGE);
    }

    private List<String> atomic() {
        return run("file-atomic", parameters().with(Feature.AMO_MRIF, Feature.BOTH_ENDIAN));
    }

    private List<String> plain() {
        return run("file-plain", parameters());
    }

    private static IommuParameters parameters() {
        return IommuParameters.of(Feature.SV39, Feature.SV39X4, Feature.WIRE_INTERRUPTS)
                .with(Feature.MSI_FLAT, Feature.MSI_MRIF)
                .with(Size.PHYSICAL_ADDRESS_BITS, 46)
                .with(Size.EXCLUSIVE_RETRIES, RETRIES);
    }

    private List<String> run(String name, IommuParameters parameters) {
        return VerilatedProgram.of(
                        name,
                        "/device/file.cpp",
                        InterruptFileEngine.class.getName(),
                        parameters,
                        new AxiWidths(56, 64, 4, 32, 1))
                .run(script.toString());
    }
}
