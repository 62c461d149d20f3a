package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.function.UnaryOperator;

/** One wrong bit in a record, message or answer fails; a bit that VECTORS §3 leaves free does not. */
class RecordRulesTest {
    private static final int FQB = 40;
    private static final int PQB = 56;

    @ParameterizedTest
    @CsvSource({
        // cause, process id, PV, PRIV, TTYP, device id
        "0,0,true",
        "0,11,true",
        "0,12,true",
        "0,31,true",
        "0,32,true",
        "0,33,true",
        "0,34,true",
        "0,39,true",
        "0,40,true",
        "0,63,true",
        // rule 1: iotval and iotval2 from bit 12 on, and iotval2[1:0]
        "2,12,true",
        "2,63,true",
        "2,11,false",
        "2,0,false",
        "3,0,true",
        "3,1,true",
        "3,2,false",
        "3,11,false",
        "3,12,true",
        "3,63,true"
    })
    void shouldCompareEveryBitOfAFaultRecordThatIsNotLeftFree(int doubleword, int bit, boolean compared) {
        assertThat(differs(new BitFlip(FQB, 32, doubleword, bit), "fq")).isEqualTo(compared);
    }

    @ParameterizedTest
    @CsvSource({
        "0,12", "0,31", "0,32", "0,33", "0,34", "0,40", "0,63", "1,0", "1,1", "1,2", "1,3", "1,11", "1,12", "1,63"
    })
    void shouldCompareEveryBitOfAPageRequestRecord(int doubleword, int bit) {
        assertThat(differs(new BitFlip(PQB, 16, doubleword, bit), "pq")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // rule 4: of a page-group response only 47:0
        "prgr,0,true",
        "prgr,32,true",
        "prgr,44,true",
        "prgr,47,true",
        "prgr,48,false",
        "prgr,63,false",
        "inval_req,0,true",
        "inval_req,11,true",
        "inval_req,48,true",
        "inval_req,63,true"
    })
    void shouldCompareThePayloadBitsOfMessages(String type, int bit, boolean compared) {
        assertThat(differs(
                        new MessageChange(message -> message.type().equals(type)
                                ? new DeviceMessage(
                                        type,
                                        message.rid(),
                                        message.segmentValid(),
                                        message.segment(),
                                        message.pidValid(),
                                        message.processId(),
                                        message.payload() ^ (1L << bit))
                                : message),
                        "msgs"))
                .isEqualTo(compared);
    }

    @ParameterizedTest
    @CsvSource({"rid", "segmentValid", "segment", "pidValid", "processId"})
    void shouldCompareEveryFieldOfMessages(String field) {
        assertThat(differs(
                        new MessageChange(m -> new DeviceMessage(
                                m.type(),
                                m.rid() ^ one(field, "rid"),
                                m.segmentValid() ^ field.equals("segmentValid"),
                                m.segment() ^ one(field, "segment"),
                                m.pidValid() ^ field.equals("pidValid"),
                                m.processId() ^ one(field, "processId"),
                                m.payload())),
                        "msgs"))
                .isTrue();
    }

    private static int one(String field, String name) {
        return field.equals(name) ? 1 : 0;
    }

    /** Whether some scenario differs under this key; a difference under another key is an error of the test. */
    private static boolean differs(VectorTarget target, String key) {
        ScenarioPlayer player = new ScenarioPlayer(target);
        for (Scenario scenario : ConformanceFiles.read(ConformanceFiles.SEED_101)) {
            List<OperationFailure> failures = player.play(scenario);
            if (!failures.isEmpty()) {
                assertThat(failures)
                        .extracting(failure -> failure.mismatch().what())
                        .containsOnly(key);
                return true;
            }
        }
        return false;
    }

    /** Flips one bit of every record of a queue when it is looked at. */
    private static final class BitFlip extends ForwardingTarget {
        private final int baseRegister;
        private final int recordBytes;
        private final int offset;
        private final int bit;

        BitFlip(int baseRegister, int recordBytes, int doubleword, int bit) {
            super(new GoldenTarget());
            this.baseRegister = baseRegister;
            this.recordBytes = recordBytes;
            this.bit = bit;
            offset = doubleword * Long.BYTES;
        }

        @Override
        public long peek(long address) {
            long base = super.readRegister(baseRegister, 8);
            long start = (base >>> 10) << 12;
            long within = address - start;
            boolean bigEndian = (super.readRegister(8, 4) & 1) != 0;
            boolean hit = within >= 0 && within < (2L << (base & 0x1f)) * recordBytes && within % recordBytes == offset;
            long flip = bigEndian ? Long.reverseBytes(1L << bit) : 1L << bit;
            return super.peek(address) ^ (hit ? flip : 0);
        }
    }

    private static final class MessageChange extends ForwardingTarget {
        private final UnaryOperator<DeviceMessage> change;

        MessageChange(UnaryOperator<DeviceMessage> change) {
            super(new GoldenTarget());
            this.change = change;
        }

        @Override
        public List<DeviceMessage> takeMessages() {
            return super.takeMessages().stream().map(change).toList();
        }
    }
}
