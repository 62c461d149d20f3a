package dev.pagewalk.testbench.canary;

import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.host.iommu.canary.DriverCanary;
import dev.pagewalk.host.machine.HostCanary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every planted bug. */
public final class PlantedBugs {
    private static final List<PlantedBug> ALL = make();

    private PlantedBugs() {}

    private static List<PlantedBug> make() {
        List<PlantedBug> all = new ArrayList<>();
        for (Canary bug : Canary.values()) {
            all.add(PlantedBug.of(bug));
        }
        for (DriverCanary bug : DriverCanary.values()) {
            all.add(PlantedBug.of(bug));
        }
        for (HostCanary bug : HostCanary.values()) {
            all.add(PlantedBug.of(bug));
        }
        all.add(PlantedBug.of(BridgeCanary.Kind.DROP_WRITE_BEAT, "a write beat is acknowledged and not stored"));
        all.add(PlantedBug.of(BridgeCanary.Kind.DROP_READ_BEAT, "a read burst lacks its second beat"));
        all.add(PlantedBug.of(BridgeCanary.Kind.CORRUPT_DEVICE_BEAT, "a device sends another value than it was told"));
        all.add(PlantedBug.of(BridgeCanary.Kind.DROP_HOST_STORE, "a host store never reaches the bus"));
        all.add(PlantedBug.of(BridgeCanary.Kind.DROP_EVENT, "a memory access is not reported"));
        all.add(PlantedBug.of(BridgeCanary.Kind.CORRUPT_MEMORY_READ, "memory gives other bytes than it holds"));
        all.add(PlantedBug.of(
                BridgeCanary.Kind.DROP_LAST_WRITE_BEAT, "the last beat of a write is acknowledged and not stored"));
        all.add(PlantedBug.of(BridgeCanary.Kind.SWAP_READS, "two reads of one id are answered in the wrong order"));
        all.add(PlantedBug.of(BridgeCanary.Kind.REPEAT_RESPONSE, "a write is answered twice"));
        all.add(PlantedBug.of(BridgeCanary.Kind.SILENT_MEMORY, "a read is never answered"));
        return List.copyOf(all);
    }

    /** All of them: RTL, driver, memory manager, bridge. */
    public static List<PlantedBug> all() {
        return ALL;
    }

    /** The bug of a name. */
    public static Optional<PlantedBug> find(String name) {
        return ALL.stream().filter(bug -> bug.name().equalsIgnoreCase(name)).findFirst();
    }
}
