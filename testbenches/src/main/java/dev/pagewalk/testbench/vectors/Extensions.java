package dev.pagewalk.testbench.vectors;

import java.util.Set;
import java.util.TreeSet;

/**
 * The extensions of the format that a scenario uses, by name, so that a target can say which of them it lacks
 * (docs/conformance.md).
 */
public final class Extensions {
    /** Requests with a length: the access is carried out. */
    public static final String LENGTH = "length";
    /** QoS ids of the device's own access. */
    public static final String QOS = "qos";
    /** Accesses of the IOMMU itself and their QoS ids. */
    public static final String ACCESSES = "acc";
    /** Interrupt wires. */
    public static final String WIRES = "wires";
    /** Clock cycles that pass. */
    public static final String WAIT = "wait";
    /** A number of invalidation tags that the scenario chooses. */
    public static final String TAGS = "itags";
    /** An error inside the data path. */
    public static final String INTERNAL_ERROR = "internal_error";

    private Extensions() {}

    /** Names of the extensions that the scenario uses. */
    public static Set<String> usedBy(Scenario scenario) {
        Set<String> used = new TreeSet<>();
        if (scenario.config().invalidationTags() != ScenarioConfig.DEFAULT_INVALIDATION_TAGS) {
            used.add(TAGS);
        }
        for (Operation operation : scenario.operations()) {
            addExpected(operation.expectation(), used);
            if (operation instanceof Operation.Wait) {
                used.add(WAIT);
            }
            if (operation instanceof Operation.Request request) {
                addRequested(request.request(), used);
            }
        }
        return used;
    }

    private static void addExpected(Expectation expectation, Set<String> used) {
        addIf(expectation.qosIds() != null, QOS, used);
        addIf(expectation.accesses() != null, ACCESSES, used);
        addIf(expectation.wires() != null, WIRES, used);
    }

    private static void addRequested(DeviceRequest request, Set<String> used) {
        addIf(request.hasLength(), LENGTH, used);
        addIf(request.internalError(), INTERNAL_ERROR, used);
    }

    private static void addIf(boolean holds, String name, Set<String> used) {
        if (holds) {
            used.add(name);
        }
    }
}
