package dev.pagewalk.testbench.judge.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

@Tag("smoke")
class ShadowMemoryTest {
    @Test
    void shouldChangeOnlyTheLanesOfTheStrobe() {
        ShadowMemory memory = new ShadowMemory();
        memory.write(0x1000, -1L, 0xff);
        memory.write(0x1000, 0x1122334455667788L, 0x81);
        assertThat(memory.read(0x1000)).isEqualTo(0x11ffffffffffff88L);
    }

    @Test
    void shouldReadZeroWhereNothingWasWritten() {
        ShadowMemory memory = new ShadowMemory();
        memory.write(0x1000, 5, 0xff);
        assertThat(memory.read(0x2000)).isZero();
        assertThat(memory.read(1L << 50)).isZero();
    }

    @Test
    void shouldAgreeWithAHashMapOverRandomPutsAndRemoves() {
        LongMap<Long> map = new LongMap<>();
        Map<Long, Long> model = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(300) * 0x1000L;
            if (random.nextInt(3) == 0) {
                map.remove(key);
                model.remove(key);
            } else {
                map.put(key, (long) i);
                model.put(key, (long) i);
            }
        }
        assertThat(map.size()).isEqualTo(model.size());
        for (long key = 0; key < 300 * 0x1000L; key += 0x1000) {
            assertThat(map.get(key)).isEqualTo(model.get(key));
        }
    }
}
