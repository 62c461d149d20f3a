package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A player that compares too little passes everything: each tampered answer must be noticed, under its own key. */
class PlayerStrictnessTest {
    private static final int CQH = 32;
    private static final int FQT = 52;
    private static final int PQT = 68;
    private static final int CQCSR = 72;
    private static final int TR_RESPONSE = 616;
    private static final String DIRECTED_QUEUES = "directed-ats-queues-registers.jsonl";

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampered")
    void shouldNoticeATamperedAnswer(String key, String file, VectorTarget target) {
        ScenarioPlayer player = new ScenarioPlayer(target);

        assertThat(ConformanceFiles.read(file).stream()
                        .flatMap(scenario -> player.play(scenario).stream())
                        .anyMatch(failure -> failure.mismatch().what().equals(key)))
                .isTrue();
    }

    static Stream<Arguments> tampered() {
        String seed = ConformanceFiles.SEED_101;
        return Stream.of(
                Arguments.of(
                        "st", seed, answering(o -> with(o, "ca".equals(o.status()) ? "ur" : "ca", o.cause(), o.spa()))),
                Arguments.of("cause", seed, answering(o -> with(o, o.status(), 13, o.spa()))),
                Arguments.of("spa", seed, answering(o -> with(o, o.status(), o.cause(), o.spa() ^ 1))),
                Arguments.of("pbmt", seed, answering(o -> attributes(o, o.pbmt() ^ 1, o.msi(), o.mrif(), o.ats()))),
                Arguments.of("msi", seed, answering(o -> attributes(o, o.pbmt(), !o.msi(), o.mrif(), o.ats()))),
                Arguments.of("mrif", seed, answering(o -> attributes(o, o.pbmt(), o.msi(), null, o.ats()))),
                Arguments.of("ats", seed, answering(o -> attributes(o, o.pbmt(), o.msi(), o.mrif(), flipped(o.ats())))),
                Arguments.of("msgs", seed, new SilentTarget()),
                Arguments.of("mem", seed, new ForgetfulTarget()),
                Arguments.of("mem", seed, new ScribblingTarget()),
                Arguments.of("sync", seed, new UnorderedTarget()),
                Arguments.of("fq", seed, new CorruptingTarget(40)),
                Arguments.of("pq", seed, new CorruptingTarget(56)),
                Arguments.of("fqt", seed, new MisreadingTarget(FQT)),
                Arguments.of("pqt", seed, new MisreadingTarget(PQT)),
                Arguments.of("cqh", seed, new MisreadingTarget(CQH)),
                Arguments.of("cqcsr", seed, new MisreadingTarget(CQCSR)),
                Arguments.of("fault", seed, new MisreadingTarget(TR_RESPONSE)),
                Arguments.of("val", seed, new MisreadingTarget(0)),
                Arguments.of("qos", DIRECTED_QUEUES, answering(PlayerStrictnessTest::withoutQos)),
                Arguments.of("acc", DIRECTED_QUEUES, new HidingTarget()),
                Arguments.of("wires", DIRECTED_QUEUES, new UnwiredTarget()),
                Arguments.of("rdata", "directed-msi-mrif.jsonl", answering(PlayerStrictnessTest::withoutQos)));
    }

    @Test
    void shouldNameAClauseForEveryKeyThatItCompares() {
        assertThat(tampered().map(arguments -> (String) arguments.get()[0])).allMatch(Clauses::known);
    }

    @Test
    void shouldNotCompareWhatTheTargetHides() {
        VectorTarget blind = new ForwardingTarget(answering(o -> with(o, o.status(), null, o.spa()))) {
            @Override
            public java.util.Set<String> hidden() {
                return java.util.Set.of("cause");
            }

            @Override
            public Integer debugCause() {
                return null;
            }
        };

        assertThat(ConformanceFiles.play(ConformanceFiles.SEED_101, blind)).isEqualTo(2000);
    }

    private static VectorTarget answering(UnaryOperator<RequestOutcome> change) {
        return new ForwardingTarget(new GoldenTarget()) {
            @Override
            public RequestOutcome request(DeviceRequest request) {
                return change.apply(super.request(request));
            }
        };
    }

    private static RequestOutcome with(RequestOutcome o, String status, Integer cause, Long spa) {
        return new RequestOutcome(status, cause, spa, o.pbmt(), o.msi(), o.mrif(), o.ats(), o.qosIds(), o.readData());
    }

    private static RequestOutcome attributes(
            RequestOutcome o, Integer pbmt, Boolean msi, Expectation.Mrif mrif, Map<String, Integer> ats) {
        return new RequestOutcome(o.status(), o.cause(), o.spa(), pbmt, msi, mrif, ats, o.qosIds(), o.readData());
    }

    private static RequestOutcome withoutQos(RequestOutcome o) {
        return new RequestOutcome(o.status(), o.cause(), o.spa(), o.pbmt(), o.msi(), o.mrif(), o.ats(), null, null);
    }

    private static Map<String, Integer> flipped(Map<String, Integer> ats) {
        if (ats == null) {
            return null;
        }
        Map<String, Integer> changed = new TreeMap<>(ats);
        changed.merge("W", 1, (old, one) -> old ^ one);
        return changed;
    }

    private static final class SilentTarget extends ForwardingTarget {
        SilentTarget() {
            super(new GoldenTarget());
        }

        @Override
        public List<DeviceMessage> takeMessages() {
            super.takeMessages();
            return List.of();
        }
    }

    private static final class ForgetfulTarget extends ForwardingTarget {
        ForgetfulTarget() {
            super(new GoldenTarget());
        }

        @Override
        public List<WrittenWord> takeWrites() {
            super.takeWrites();
            return List.of();
        }
    }

    private static final class ScribblingTarget extends ForwardingTarget {
        ScribblingTarget() {
            super(new GoldenTarget());
        }

        @Override
        public List<WrittenWord> takeWrites() {
            List<WrittenWord> writes = new ArrayList<>(super.takeWrites());
            writes.add(new WrittenWord(0x1234_5678_0000L, 0, 1));
            return writes;
        }
    }

    private static final class UnorderedTarget extends ForwardingTarget {
        UnorderedTarget() {
            super(new GoldenTarget());
        }

        @Override
        public Expectation.Sync takeSync() {
            super.takeSync();
            return null;
        }
    }

    private static final class HidingTarget extends ForwardingTarget {
        HidingTarget() {
            super(new GoldenTarget());
        }

        @Override
        public List<Expectation.TableAccess> takeAccesses() {
            super.takeAccesses();
            return List.of();
        }
    }

    private static final class UnwiredTarget extends ForwardingTarget {
        UnwiredTarget() {
            super(new GoldenTarget());
        }

        @Override
        public long wires() {
            return 0;
        }
    }

    private static final class MisreadingTarget extends ForwardingTarget {
        private final int register;

        MisreadingTarget(int register) {
            super(new GoldenTarget());
            this.register = register;
        }

        @Override
        public long readRegister(int offset, int size) {
            return super.readRegister(offset, size) ^ (offset == register ? 1 : 0);
        }
    }

    /** Flips a bit of the device id in every word of one queue. */
    private static final class CorruptingTarget extends ForwardingTarget {
        private final int baseRegister;

        CorruptingTarget(int baseRegister) {
            super(new GoldenTarget());
            this.baseRegister = baseRegister;
        }

        @Override
        public long peek(long address) {
            long start = (super.readRegister(baseRegister, 8) >>> 10) << 12;
            return super.peek(address) ^ (address >= start && address < start + 0x1000 ? 1L << 41 : 0);
        }
    }
}
