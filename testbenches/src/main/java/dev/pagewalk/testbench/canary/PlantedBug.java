package dev.pagewalk.testbench.canary;

import dev.pagewalk.bridge.command.BridgeCanary;
import dev.pagewalk.bridge.command.RtlCanary;
import dev.pagewalk.hdl.rtl.config.Canary;
import dev.pagewalk.host.iommu.canary.CanaryProtocol;
import dev.pagewalk.host.iommu.canary.DriverCanary;
import dev.pagewalk.host.machine.HostCanary;
import dev.pagewalk.testbench.platform.PlatformContext;
import dev.pagewalk.testbench.scenario.ScenarioOptions;

import java.util.function.BiConsumer;

/**
 * A bug that can be switched on.
 *
 * @param name as on command lines
 * @param place which part of the product has it
 * @param where in that part
 * @param meaning what goes wrong
 * @param code of a bug of the RTL, else 0
 * @param plant switches it on for a run of a scenario
 */
public record PlantedBug(
        String name,
        Place place,
        String where,
        String meaning,
        int code,
        BiConsumer<ScenarioOptions, PlatformContext> plant) {
    /** Chances that pass before a bug of the bridge happens. */
    private static final int AFTER = 20;

    /** A part of the product. */
    public enum Place {
        RTL("RTL"),
        DRIVER("driver"),
        HOST("memory manager"),
        BRIDGE("bridge");

        private final String label;

        Place(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    static PlantedBug of(Canary bug) {
        return new PlantedBug(
                bug.name(),
                Place.RTL,
                "RTL, " + bug.area().label(),
                bug.meaning(),
                bug.code(),
                (options, platform) -> options.prepare(p -> p.plant(new RtlCanary(bug.code()))));
    }

    static PlantedBug of(DriverCanary bug) {
        return new PlantedBug(
                bug.name(),
                Place.DRIVER,
                "driver",
                bug.text(),
                0,
                (options, platform) -> options.protocol(new CanaryProtocol(bug)));
    }

    static PlantedBug of(HostCanary bug) {
        return new PlantedBug(
                bug.name(),
                Place.HOST,
                "memory manager",
                bug.text(),
                0,
                (options, platform) -> platform.hostCanary(bug));
    }

    static PlantedBug of(BridgeCanary.Kind bug, String meaning) {
        return new PlantedBug(
                bug.name(),
                Place.BRIDGE,
                "bridge",
                meaning,
                0,
                (options, platform) -> options.prepare(p -> p.plant(new BridgeCanary(bug, AFTER))));
    }

    /** No bug at all, in the RTL's canary build or outside it: the control run. */
    static PlantedBug none(Place place) {
        return new PlantedBug("HEALTHY", place, place.label(), "nothing is wrong", 0, (options, platform) -> {});
    }
}
