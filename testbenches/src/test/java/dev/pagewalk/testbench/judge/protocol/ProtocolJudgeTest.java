package dev.pagewalk.testbench.judge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.HandMadePins;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Map;

@Tag("smoke")
class ProtocolJudgeTest {
    private static final String AR = "m_axi_mem_ar";
    private static final String R = "m_axi_mem_r";
    private static final String AW = "m_axi_mem_aw";
    private static final String W = "m_axi_mem_w";
    private static final String B = "m_axi_mem_b";
    private static final long LIMIT = 100;

    private final HandMadePins pins = HandMadePins.withBuses("m_axi_mem");
    private final ProtocolJudge judge = new ProtocolJudge(pins, LIMIT, Map.of());

    @Test
    void shouldAcceptReadWhoseBeatsComeAfterItsAddressAndEndWithLast() {
        address(AR, 3, 0x1000, 1);
        readBeat(3, 0);
        readBeat(3, 1);
        accepts();
    }

    @Test
    void shouldAcceptWriteWhoseDataComeBeforeItsAddress() {
        pins.transfer(judge, W, "strb", 0xff, "last", 0);
        pins.transfer(judge, W, "strb", 0xff, "last", 1);
        address(AW, 1, 0x1000, 1);
        pins.transfer(judge, B, "id", 1);
        accepts();
    }

    @Test
    void shouldAcceptReadsOfDifferentIdsThatOvertakeEachOther() {
        address(AR, 1, 0x1000, 0);
        address(AR, 2, 0x2000, 0);
        readBeat(2, 1);
        readBeat(1, 1);
        accepts();
    }

    @Test
    void shouldReportOfferThatIsWithdrawnBeforeReady() {
        pins.set(AR + "valid", 1).set(AR + "size", 3).step(judge);
        pins.set(AR + "valid", 0).step(judge);
        reports(AxiRule.STABLE);
    }

    @Test
    void shouldReportPayloadThatChangesBeforeReady() {
        pins.set(AR + "valid", 1).set(AR + "burst", 1).set(AR + "addr", 0x1000).step(judge);
        pins.set(AR + "addr", 0x2000).step(judge);
        reports(AxiRule.STABLE);
    }

    @Test
    void shouldReportReservedBurstType() {
        pins.transfer(judge, AR, "burst", 3, "size", 3);
        reports(AxiRule.BURST_TYPE);
    }

    @Test
    void shouldReportBeatWiderThanBus() {
        pins.transfer(judge, AR, "burst", 1, "size", 4);
        reports(AxiRule.BURST_SIZE);
    }

    @Test
    void shouldReportFixedBurstOfSeventeenBeats() {
        pins.transfer(judge, AR, "burst", 0, "size", 3, "len", 16);
        reports(AxiRule.BURST_LENGTH);
    }

    @Test
    void shouldReportWrapBurstOfThreeBeats() {
        pins.transfer(judge, AR, "burst", 2, "size", 3, "len", 2);
        reports(AxiRule.BURST_LENGTH);
    }

    @Test
    void shouldReportWrapBurstFromUnalignedAddress() {
        pins.transfer(judge, AR, "burst", 2, "size", 3, "len", 3, "addr", 0x1004);
        reports(AxiRule.WRAP_ALIGNED);
    }

    @Test
    void shouldReportBurstAcrossPageButNotOneThatEndsAtIt() {
        address(AR, 0, 0x1ff8, 0);
        assertThat(judge.violations()).isEmpty();
        address(AR, 0, 0x1ff8, 1);
        reports(AxiRule.BOUNDARY_4K);
    }

    @Test
    void shouldReportExclusiveOfThreeBeats() {
        pins.set(AR + "lock", 1);
        address(AR, 0, 0x1000, 2);
        reports(AxiRule.EXCLUSIVE_SHAPE);
    }

    @Test
    void shouldReportAllocateHintOnNonModifiableAccess() {
        pins.set(AR + "cache", 4);
        address(AR, 0, 0x1000, 0);
        reports(AxiRule.CACHE_ENCODING);
    }

    @Test
    void shouldReportMissingWriteLast() {
        address(AW, 0, 0x1000, 0);
        pins.transfer(judge, W, "strb", 0xff, "last", 0);
        reports(AxiRule.WRITE_LAST);
    }

    @Test
    void shouldReportEarlyWriteLastOfDataBeforeAddress() {
        pins.transfer(judge, W, "strb", 0xff, "last", 1);
        address(AW, 0, 0x1000, 1);
        reports(AxiRule.WRITE_LAST);
    }

    @Test
    void shouldReportStrobeOutsideLanesOfNarrowBeat() {
        pins.transfer(judge, AW, "addr", 0x1004, "size", 2, "burst", 1);
        pins.transfer(judge, W, "strb", 0x1f, "last", 1);
        reports(AxiRule.WRITE_STROBE);
    }

    @Test
    void shouldReportWriteResponseBeforeLastData() {
        address(AW, 0, 0x1000, 1);
        pins.transfer(judge, W, "strb", 0xff, "last", 0);
        pins.transfer(judge, B, "id", 0);
        reports(AxiRule.WRITE_RESPONSE);
    }

    @Test
    void shouldReportWriteResponseOfIdThatNobodyUsed() {
        address(AW, 0, 0x1000, 0);
        pins.transfer(judge, W, "strb", 0xff, "last", 1);
        pins.transfer(judge, B, "id", 5);
        reports(AxiRule.WRITE_RESPONSE);
    }

    @Test
    void shouldReportReadDataInTheCycleOfTheirAddress() {
        pins.set(AR + "valid", 1).set(AR + "ready", 1).set(AR + "burst", 1).set(AR + "size", 3);
        pins.set(R + "valid", 1).set(R + "ready", 1).set(R + "last", 1).step(judge);
        reports(AxiRule.READ_RESPONSE);
    }

    @Test
    void shouldReportSecondAnswerToOneRead() {
        address(AR, 2, 0x1000, 0);
        readBeat(2, 1);
        readBeat(2, 1);
        reports(AxiRule.READ_RESPONSE);
    }

    @Test
    void shouldReportDroppedReadBeat() {
        address(AR, 2, 0x1000, 3);
        readBeat(2, 0);
        readBeat(2, 0);
        readBeat(2, 1);
        reports(AxiRule.READ_LAST);
    }

    @Test
    void shouldReportExclusiveOkayOfPlainRead() {
        address(AR, 2, 0x1000, 0);
        pins.set(R + "resp", 1);
        readBeat(2, 1);
        reports(AxiRule.EXCLUSIVE_RESPONSE);
    }

    @Test
    void shouldReportExclusiveOkayOnLiteBus() {
        pins.transfer(judge, "s_axi_cfg_ar", "addr", 8);
        pins.transfer(judge, "s_axi_cfg_r", "resp", 1);
        reports(AxiRule.LITE_RESPONSE);
    }

    @Test
    void shouldReportValidInFirstCycleAfterReset() {
        pins.set("aresetn", 0).stepFor(2, judge);
        pins.set("aresetn", 1).set(AR + "valid", 1).set(AR + "burst", 1).step(judge);
        reports(AxiRule.RESET_SILENCE);
    }

    @Test
    void shouldReportResponseToReadFromBeforeReset() {
        address(AR, 2, 0x1000, 0);
        pins.set("aresetn", 0).stepFor(4, judge);
        pins.set("aresetn", 1).stepFor(4, judge);
        readBeat(2, 1);
        reports(AxiRule.READ_RESPONSE);
    }

    @Test
    void shouldNameOldestTransactionWhenNothingMovesForTheLimit() {
        address(AR, 2, 0x1000, 0);
        address(AR, 3, 0x2000, 0);
        pins.stepFor((int) LIMIT + 2, judge);
        reports(AxiRule.PROGRESS);
        assertThat(judge.violations().get(0).oldest())
                .isEqualTo("read on m_axi_mem of 0x1000 (1 beats of 8 bytes, INCR, 0 beats of data done)"
                        + " since cycle 0");
    }

    @Test
    void shouldNameOfferThatIsNeverTaken() {
        pins.set(W + "valid", 1).stepFor((int) LIMIT + 2, judge);
        assertThat(judge.oldestTransaction()).isEqualTo("m_axi_mem_w waits for READY since cycle 0");
        reports(AxiRule.PROGRESS);
    }

    @Test
    void shouldKeepQuietAboutRuleThatIsWaivedOnTheBus() {
        ProtocolJudge lenient = new ProtocolJudge(pins, LIMIT, Map.of("m_axi_mem", EnumSet.of(AxiRule.BOUNDARY_4K)));
        pins.transfer(lenient, AR, "addr", 0x1ff8, "len", 1, "size", 3, "burst", 1);
        assertThat(lenient.violations()).isEmpty();
    }

    @Test
    void shouldHoldMoreOutstandingReadsThanItStartedWith() {
        ProtocolJudge patient = new ProtocolJudge(pins);
        for (int i = 0; i < 300; i++) {
            pins.transfer(patient, AR, "id", i & 15, "addr", 0x1000L * i, "size", 3, "burst", 1);
        }
        for (int i = 0; i < 300; i++) {
            pins.transfer(patient, R, "id", i & 15, "last", 1);
        }
        assertThat(patient.violations()).isEmpty();
        assertThat(patient.oldestTransaction()).isEqualTo("none");
    }

    private void address(String channel, int id, long address, int len) {
        pins.transfer(judge, channel, "id", id, "addr", address, "len", len, "size", 3, "burst", 1);
    }

    private void readBeat(int id, int last) {
        pins.transfer(judge, R, "id", id, "last", last);
    }

    private void accepts() {
        assertThat(judge.violations()).isEmpty();
        assertThat(judge.checks()).isPositive();
    }

    private void reports(AxiRule rule) {
        assertThat(judge.violations()).isNotEmpty();
        assertThat(judge.violations().get(0).claim()).startsWith(rule.claim());
        assertThat(judge.violations().get(0).clause()).isEqualTo(rule.clause());
    }
}
