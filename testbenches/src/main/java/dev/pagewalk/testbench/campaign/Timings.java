package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.command.Command;
import dev.pagewalk.bridge.command.ManagerTiming;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.record.Initiator;
import dev.pagewalk.bridge.record.MemoryPort;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws how memory behaves: latency, back-pressure, order, capacity; mostly fast. */
final class Timings {
    private static final int FAST = 6;
    private static final int SLOW = 60;

    private static final List<Initiator> MANAGERS = List.of(Initiator.DEVICE, Initiator.HOST, Initiator.MMIO);

    private Timings() {}

    /** Timing of each memory port and of each manager. */
    static List<Command<?>> draw(Random random) {
        List<Command<?>> timings = new ArrayList<>();
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
        for (Initiator initiator : MANAGERS) {
            timings.add(manager(initiator, random));
        }
        return timings;
    }

    private static ManagerTiming manager(Initiator initiator, Random random) {
        int stall = random.nextInt(4) == 0 ? 300 : 30;
        ManagerTiming timing = new ManagerTiming(initiator)
                .addressStall(random.nextInt(stall))
                .dataStall(random.nextInt(stall))
                .responseStall(random.nextInt(stall));
        return random.nextInt(6) == 0 ? timing.outstanding(1 + random.nextInt(8)) : timing;
    }
}
