package dev.pagewalk.bridge;

import dev.pagewalk.bridge.command.AtsMessage;
import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.bridge.command.DeviceRead;
import dev.pagewalk.bridge.command.DeviceWrite;
import dev.pagewalk.bridge.command.HostLoad;
import dev.pagewalk.bridge.command.HostStore;
import dev.pagewalk.bridge.command.ManagerTiming;
import dev.pagewalk.bridge.command.Mark;
import dev.pagewalk.bridge.command.MemoryFault;
import dev.pagewalk.bridge.command.MemoryTiming;
import dev.pagewalk.bridge.command.MmioRead;
import dev.pagewalk.bridge.command.MmioWrite;
import dev.pagewalk.bridge.command.Poke;
import dev.pagewalk.bridge.command.Reset;
import dev.pagewalk.bridge.record.Initiator;
import dev.pagewalk.bridge.record.MemoryPort;

/** A run that uses every part: all ports, random latency, faults, a reset in the middle. */
final class Traffic {
    static final long CYCLES = 12_000;

    private Traffic() {}

    /** Submits everything up front. */
    static void submit(Model model) {
        model.submit(new Poke(0x1000, new byte[300]));
        for (MemoryPort port : MemoryPort.values()) {
            model.submit(new MemoryTiming(port)
                    .latency(1, 40)
                    .addressStall(200)
                    .dataStall(100)
                    .responseStall(200)
                    .interleaving());
        }
        model.submit(new MemoryFault(MemoryFault.Kind.SLVERR, 0x1800, 64).times(5));
        model.submit(new ManagerTiming(Initiator.MESSAGES).addressStall(300).responseStall(400));
        for (int i = 0; i < 150; i++) {
            long at = 40 + i * 53L;
            model.submit(new DeviceRead(0x1000 + 32L * i, 1 + i % 9).id(i % 16).earliest(at));
            model.submit(new DeviceWrite(0x1000 + 32L * i, i, -i, 3L * i)
                    .id(i % 5)
                    .earliest(at)
                    .dataDelay(i % 4));
            model.submit(new HostStore(0x2000 + 8L * i, 8, i).earliest(at));
            model.submit(new HostLoad(0x2000 + 4L * i, 4).earliest(at));
            model.submit(new MmioWrite(8 * (i % 32), 8, i).earliest(at));
            model.submit(new MmioRead(StandIn.COUNTER, 8).earliest(at));
            model.submit(new AtsMessage(i, -i).earliest(at));
        }
        model.submit(new BridgeCanary(BridgeCanary.Kind.NONE, 0));
        model.submit(new MmioWrite(StandIn.INTERRUPTS, 8, 0x5));
        model.submit(new Mark(1).earliest(3000));
        model.submit(new Reset(20).earliest(6000));
    }

    /** Runs all cycles in calls of at most so many. */
    static void run(Model model, int batch, RecordHandler handler) {
        while (model.cycle() < CYCLES) {
            model.run(Math.min(batch, CYCLES - model.cycle()), Stop.NONE, handler);
        }
    }
}
