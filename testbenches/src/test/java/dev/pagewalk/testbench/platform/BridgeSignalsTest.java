package dev.pagewalk.testbench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.record.CycleLayout;
import dev.pagewalk.bridge.record.CycleRecordFlyweight;
import dev.pagewalk.bridge.record.PinField;
import dev.pagewalk.testbench.judge.stream.Signals;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Judges read of a record what the bridge's own reader reads. */
class BridgeSignalsTest {
    private static final CycleLayout LAYOUT = CheckerThreadTest.LAYOUT;

    private final BridgeSignals signals = new BridgeSignals(LAYOUT);
    private final CycleRecordFlyweight record = new CycleRecordFlyweight(LAYOUT);
    private final long[] words = new long[signals.words() + 1];

    private void random(long seed) {
        byte[] bytes = new byte[LAYOUT.size()];
        new Random(seed).nextBytes(bytes);
        record.wrap(
                ByteBuffer.allocateDirect(LAYOUT.size())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(0, bytes),
                0);
        record.copyWords(words, signals.words());
    }

    @Test
    void shouldReadEveryPinAsTheRecordHoldsIt() {
        for (int seed = 0; seed < 8; seed++) {
            random(seed);
            for (PinField pin : LAYOUT.pins().values()) {
                int signal = signals.require(pin.name());
                long bits = signals.bitsOf(signal);
                long inPlace = (words[signals.wordOf(signal)] & bits) >>> Long.numberOfTrailingZeros(bits);

                long expected = record.get(pin) & -1L >>> Math.max(0, Long.SIZE - pin.width());

                assertThat(signals.value(words, signal)).as(pin.name()).isEqualTo(expected);
                assertThat(inPlace).as(pin.name()).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldReadAnAbsentPinAsZero() {
        Arrays.fill(words, 0, signals.words(), -1);

        assertThat(signals.value(words, Signals.ABSENT)).isZero();
    }
}
