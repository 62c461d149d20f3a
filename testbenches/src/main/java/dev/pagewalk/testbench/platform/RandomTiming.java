package dev.pagewalk.testbench.platform;

import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.record.MemoryPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Memory behaviour that follows from the seed: latencies, pauses and, for some seeds, reordering. */
final class RandomTiming {
    private static final int MAX_LATENCY = 12;
    private static final int MAX_SPREAD = 20;
    private static final int MAX_STALL_PERMILLE = 250;

    private RandomTiming() {}

    static List<MemoryTiming> of(Seeds seeds) {
        List<MemoryTiming> timings = new ArrayList<>();
        for (MemoryPort port : MemoryPort.values()) {
            Random random = new Random(seeds.of("timing." + port.bus()));
            int latency = 1 + random.nextInt(MAX_LATENCY);
            MemoryTiming timing = new MemoryTiming(port)
                    .latency(latency, latency + random.nextInt(MAX_SPREAD))
                    .addressStall(random.nextInt(MAX_STALL_PERMILLE))
                    .dataStall(random.nextInt(MAX_STALL_PERMILLE))
                    .responseStall(random.nextInt(MAX_STALL_PERMILLE));
            timings.add(port != MemoryPort.HOST && random.nextBoolean() ? timing.reordering() : timing);
        }
        return timings;
    }
}
