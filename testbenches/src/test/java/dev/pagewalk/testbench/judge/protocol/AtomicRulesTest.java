package dev.pagewalk.testbench.judge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.HandMadePins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

@Tag("smoke")
class AtomicRulesTest {
    private static final String BUS = "m_axi_ptw";
    private static final String AW = BUS + "_aw";
    private static final int COMPARE = 0x31;
    private static final int INCR = 1;
    private static final int WRAP = 2;

    private final HandMadePins pins = HandMadePins.withBuses(BUS);
    private ProtocolJudge judge;

    @BeforeEach
    void open() {
        pins.add(AW + "atop", 6);
        judge = new ProtocolJudge(pins, 100, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"0x1000, 1", "0x1008, 2"})
    void shouldAcceptACompareThatIsAnsweredOnBothChannels(String address, int burst) {
        compare(3, Long.decode(address), burst);
        data();
        pins.transfer(judge, BUS + "_r", "id", 3, "last", 1);
        pins.transfer(judge, BUS + "_b", "id", 3);

        assertThat(judge.violations()).isEmpty();
        assertThat(judge.oldestTransaction()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"0x1000, 2", "0x1008, 1", "0x1004, 1"})
    void shouldReportACompareWhoseBurstDoesNotFitItsAddress(String address, int burst) {
        compare(3, Long.decode(address), burst);

        reports(AxiRule.ATOMIC_SHAPE);
    }

    @Test
    void shouldReportAnOperationThatIsNoCompare() {
        pins.transfer(judge, AW, "atop", 0x30, "id", 3, "addr", 0x1000, "len", 1, "size", 3, "burst", INCR);

        reports(AxiRule.ATOMIC_OPERATION);
    }

    @Test
    void shouldReportAnOperationThatChangesWhileItWaits() {
        pins.set(AW + "valid", 1).set(AW + "atop", COMPARE).set(AW + "addr", 0x1000);
        pins.set(AW + "len", 1).set(AW + "size", 3).set(AW + "burst", INCR).step(judge);
        pins.set(AW + "atop", 0).step(judge);

        reports(AxiRule.STABLE);
    }

    @Test
    void shouldReportACompareWithAnIdInUse() {
        pins.transfer(judge, BUS + "_ar", "id", 3, "addr", 0x1000, "len", 0, "size", 3, "burst", INCR);
        compare(3, 0x1000, INCR);

        reports(AxiRule.ATOMIC_ID);
    }

    @Test
    void shouldReportAReadWithTheIdOfACompare() {
        compare(3, 0x1008, WRAP);
        pins.transfer(judge, BUS + "_ar", "id", 3, "addr", 0x1000, "len", 0, "size", 3, "burst", INCR);

        reports(AxiRule.ATOMIC_ID);
    }

    @Test
    void shouldReportASecondValueForOneCompare() {
        compare(3, 0x1000, INCR);
        data();
        pins.transfer(judge, BUS + "_r", "id", 3, "last", 1);
        pins.transfer(judge, BUS + "_r", "id", 3, "last", 1);

        reports(AxiRule.READ_RESPONSE);
    }

    private void compare(int id, long address, int burst) {
        pins.transfer(judge, AW, "atop", COMPARE, "id", id, "addr", address, "len", 1, "size", 3, "burst", burst);
        pins.set(AW + "atop", 0);
    }

    private void data() {
        pins.transfer(judge, BUS + "_w", "strb", 0xff, "last", 0);
        pins.transfer(judge, BUS + "_w", "strb", 0xff, "last", 1);
    }

    private void reports(AxiRule rule) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).startsWith(rule.claim());
    }
}
