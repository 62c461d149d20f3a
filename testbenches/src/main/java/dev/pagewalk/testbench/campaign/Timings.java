package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.record.MemoryPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws how memory behaves: latency, back-pressure, order, capacity; mostly fast. */
final class Timings {
    private static final int FAST = 6;
    private static final int SLOW = 60;

    private Timings() {}

    static List<MemoryTiming> draw(Random random) {
        List<MemoryTiming> timings = new ArrayList<>();
        for (MemoryPort port : MemoryPort.values()) {
            boolean slow = random.nextInt(6) == 0;
            int latency = 1 + random.nextInt(slow ? SLOW : FAST);
            int stall = random.nextInt(3) == 0 ? 300 : 40;
            MemoryTiming timing = new MemoryTiming(port)
                    .latency(latency, latency + random.nextInt(slow ? SLOW : FAST))
                    .addressStall(random.nextInt(stall))
                    .dataStall(random.nextInt(stall))
                    .responseStall(random.nextInt(stall))
                    .capacity(random.nextInt(12) == 0 ? 1 : 64);
            if (port != MemoryPort.HOST && random.nextBoolean()) {
                timing = random.nextBoolean() ? timing.reordering() : timing.interleaving();
            }
            timings.add(timing);
        }
        return timings;
    }
}
