package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A target may hide what it cannot show, and nothing else: both sides of each exception [VECTORS §3]. */
class HiddenKeysTest {
    private static final Set<Integer> PAGE_FAULTS = Set.of(12, 13, 15, 20, 21, 23);
    private static final Set<String> DENIAL = Set.of("denial cause");
    private static final Set<String> MRIF = Set.of("mrif", "msi");

    @Test
    void shouldLetADenialByMissingPermissionsHaveNoCause() {
        assertThat(firstDifference(DENIAL, o -> denied(o) && PAGE_FAULTS.contains(o.cause()) ? cause(o, null) : o))
                .isEqualTo("nothing");
    }

    @Test
    void shouldWantTheCauseOfADenialFromATargetThatShowsIt() {
        assertThat(firstDifference(Set.of(), o -> denied(o) ? cause(o, null) : o))
                .isEqualTo("cause");
    }

    @Test
    void shouldRefuseAWrongCauseOfADenial() {
        assertThat(firstDifference(DENIAL, o -> denied(o) && o.cause() == 13 ? cause(o, 12) : o))
                .isEqualTo("cause");
    }

    @ParameterizedTest
    @ValueSource(ints = {262, 266})
    void shouldWantTheCauseWhereAnInvalidEntryEndsEveryProcedure(int code) {
        assertThat(firstDifference(DENIAL, o -> denied(o) && o.cause() == code ? cause(o, null) : o))
                .isEqualTo("cause");
    }

    @ParameterizedTest
    @ValueSource(strings = {RequestOutcome.UNSUPPORTED_REQUEST, RequestOutcome.COMPLETER_ABORT})
    void shouldWantTheCauseOfEveryOtherRefusal(String status) {
        assertThat(firstDifference(DENIAL, o -> o.status().equals(status) ? cause(o, null) : o))
                .isEqualTo("cause");
    }

    @Test
    void shouldRefuseACauseWhereThereIsNone() {
        assertThat(firstDifference(
                        DENIAL, o -> o.status().equals(RequestOutcome.OK) && o.cause() == null ? cause(o, 13) : o))
                .isEqualTo("cause");
    }

    @Test
    void shouldLetAnMsiThatStaysInsideHaveNoMemoryType() {
        assertThat(firstDifference(MRIF, o -> intoFile(o) && o.ats() == null ? inside(o) : unnamed(o, o.pbmt())))
                .isEqualTo("nothing");
    }

    @Test
    void shouldWantTheMemoryTypeOfAnMsiFromATargetThatShowsWhereItGoes() {
        assertThat(firstDifference(
                        Set.of(), o -> intoFile(o) ? with(o, o.cause(), o.spa(), null, o.msi(), o.mrif()) : o))
                .isEqualTo("pbmt");
    }

    @Test
    void shouldCompareTheMemoryTypeThatACompletionForAnInterruptFileNames() {
        assertThat(firstDifference(
                        MRIF, o -> unnamed(o, intoFile(o) && o.ats() != null ? (Integer) (o.pbmt() ^ 1) : o.pbmt())))
                .isEqualTo("pbmt");
    }

    @Test
    void shouldCompareTheMemoryTypeOfAnMsiThatLeaves() {
        assertThat(firstDifference(MRIF, o -> unnamed(o, intoFile(o) ? (Integer) (o.pbmt() ^ 2) : o.pbmt())))
                .isEqualTo("pbmt");
    }

    private static boolean denied(RequestOutcome o) {
        return o.ats() != null && o.ats().get("R") == 0 && o.ats().get("W") == 0 && o.cause() != null;
    }

    private static boolean intoFile(RequestOutcome o) {
        return o.mrif() != null;
    }

    private static RequestOutcome cause(RequestOutcome o, Integer cause) {
        return with(o, cause, o.spa(), o.pbmt(), o.msi(), o.mrif());
    }

    /** Nothing of the access is seen. */
    private static RequestOutcome inside(RequestOutcome o) {
        return with(o, o.cause(), null, null, null, null);
    }

    /** The access is seen, but not that it went through an MSI entry. */
    private static RequestOutcome unnamed(RequestOutcome o, Integer pbmt) {
        return with(o, o.cause(), o.spa(), pbmt, null, null);
    }

    private static RequestOutcome with(
            RequestOutcome o, Integer cause, Long spa, Integer pbmt, Boolean msi, Expectation.Mrif mrif) {
        Map<String, Integer> ats = o.ats();
        return new RequestOutcome(o.status(), cause, spa, pbmt, msi, mrif, ats, o.qosIds(), o.readData());
    }

    /** The key of the first difference in seed 101 on a target that hides these keys. */
    private static String firstDifference(Set<String> hidden, UnaryOperator<RequestOutcome> change) {
        ScenarioPlayer player = new ScenarioPlayer(new ForwardingTarget(new GoldenTarget()) {
            @Override
            public Set<String> hidden() {
                return hidden;
            }

            @Override
            public RequestOutcome request(DeviceRequest request) {
                return change.apply(super.request(request));
            }
        });
        return ConformanceFiles.read(ConformanceFiles.SEED_101).stream()
                .flatMap(scenario -> player.play(scenario).stream())
                .map(failure -> failure.mismatch().what())
                .findFirst()
                .orElse("nothing");
    }
}
