package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One wrong bit in an answer to a request, to the debug registers or to a fence fails; what is left open does not. */
class AnswerRulesTest {
    private static final int TR_RESPONSE = 616;

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 11, 12, 30, 45})
    void shouldCompareEveryBitOfTheAddress(int bit) {
        assertThat(firstDifference(answering(o -> answer(o, o.spa() ^ (1L << bit), o.pbmt(), o.mrif(), o.ats()))))
                .isEqualTo("spa");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldCompareBothBitsOfTheMemoryType(int bit) {
        assertThat(firstDifference(answering(o -> answer(o, o.spa(), o.pbmt() ^ bit, o.mrif(), o.ats()))))
                .isEqualTo("pbmt");
    }

    @ParameterizedTest
    @CsvSource({"0x200,0,0", "0,0x1000,0", "0,0,1", "0,0,1024"})
    void shouldCompareEveryFieldOfAnMrif(String address, String notice, int noticeId) {
        assertThat(firstDifference(answering(o -> answer(
                        o,
                        o.spa(),
                        o.pbmt(),
                        o.mrif() == null
                                ? null
                                : new Expectation.Mrif(
                                        o.mrif().address() ^ Long.decode(address),
                                        o.mrif().notice() ^ Long.decode(notice),
                                        o.mrif().noticeId() ^ noticeId),
                        o.ats()))))
                .isEqualTo("mrif");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R", "W", "X", "U", "Priv", "G", "N", "AMA", "CXL"})
    void shouldCompareEveryFieldOfAnAtsCompletion(String field) {
        assertThat(firstDifference(answering(o -> answer(o, o.spa(), o.pbmt(), o.mrif(), flipped(o.ats(), field)))))
                .isEqualTo("ats");
    }

    @Test
    void shouldNotLookAtTheAddressOfADeniedCompletion() {
        VectorTarget target = answering(o -> denied(o) ? answer(o, 0x123L, o.pbmt(), o.mrif(), o.ats()) : o);

        assertThat(firstDifference(target)).isEqualTo("nothing");
    }

    @Test
    void shouldCompareTheMemoryTypeOfADeniedCompletionThatListsIt() {
        VectorTarget target = answering(o -> denied(o) ? answer(o, o.spa(), o.pbmt() ^ 1, o.mrif(), o.ats()) : o);

        assertThat(firstDifference(target)).isEqualTo("pbmt");
    }

    @ParameterizedTest
    @CsvSource({"0,fault", "7,pbmt", "8,pbmt", "10,spa", "53,spa"})
    void shouldCompareTheFieldsOfTheDebugResponse(int bit, String key) {
        assertThat(firstDifference(new ForwardingTarget(new GoldenTarget()) {
                    @Override
                    public long readRegister(int offset, int size) {
                        long value = super.readRegister(offset, size);
                        boolean success = offset == TR_RESPONSE && (value & 1) == 0;
                        return success ? value ^ (1L << bit) : value;
                    }
                }))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,true"})
    void shouldCompareReadsAndWritesOfAFence(boolean reads, boolean writes) {
        assertThat(firstDifference(new ForwardingTarget(new GoldenTarget()) {
                    @Override
                    public Expectation.Sync takeSync() {
                        Expectation.Sync sync = super.takeSync();
                        return sync == null ? null : new Expectation.Sync(sync.reads() ^ reads, sync.writes() ^ writes);
                    }
                }))
                .isEqualTo("sync");
    }

    private static boolean denied(RequestOutcome outcome) {
        return outcome.ats() != null
                && outcome.ats().get("R") == 0
                && outcome.ats().get("W") == 0;
    }

    private static Map<String, Integer> flipped(Map<String, Integer> ats, String field) {
        if (ats == null || !ats.containsKey(field)) {
            return ats;
        }
        Map<String, Integer> changed = new TreeMap<>(ats);
        changed.merge(field, 1, (old, one) -> old ^ one);
        return changed;
    }

    private static VectorTarget answering(UnaryOperator<RequestOutcome> change) {
        return new ForwardingTarget(new GoldenTarget()) {
            @Override
            public RequestOutcome request(DeviceRequest request) {
                RequestOutcome outcome = super.request(request);
                return outcome.status().equals(RequestOutcome.OK) ? change.apply(outcome) : outcome;
            }
        };
    }

    private static RequestOutcome answer(
            RequestOutcome o, Long spa, Integer pbmt, Expectation.Mrif mrif, Map<String, Integer> ats) {
        return new RequestOutcome(o.status(), o.cause(), spa, pbmt, o.msi(), mrif, ats, o.qosIds(), o.readData());
    }

    /** The key of the first difference in seed 101. */
    private static String firstDifference(VectorTarget target) {
        ScenarioPlayer player = new ScenarioPlayer(target);
        return ConformanceFiles.read(ConformanceFiles.SEED_101).stream()
                .flatMap(scenario -> player.play(scenario).stream())
                .map(failure -> failure.mismatch().what())
                .findFirst()
                .orElse("nothing");
    }
}
