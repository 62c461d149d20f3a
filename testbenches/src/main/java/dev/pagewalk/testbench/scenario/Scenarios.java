package dev.pagewalk.testbench.scenario;

import java.util.List;
import java.util.Optional;

/** Every scenario that can be run by name. */
public final class Scenarios {
    private static final List<Scenario> ALL = List.of(
            new DxgkMapScenario(),
            new MapMdlCallbackScenario(),
            new ReservedMappingScenario(),
            new MdlChainScenario(),
            new MdlLifetimeScenario(),
            new MdlBuildScenario(),
            new MdlFailuresScenario(),
            new MdlReadingsScenario());

    private Scenarios() {}

    /** All scenarios. */
    public static List<Scenario> all() {
        return ALL;
    }

    /** Names of all scenarios. */
    public static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }

    /** The scenario of a name. */
    public static Optional<Scenario> find(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }
}
