package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.architecture.Capabilities;
import dev.pagewalk.hdl.rtl.config.Feature;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.vectors.DeviceRequest;
import dev.pagewalk.testbench.vectors.Extensions;
import dev.pagewalk.testbench.vectors.GoldenTarget;
import dev.pagewalk.testbench.vectors.Operation;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioConfig;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which configuration plays a profile, and what it lacks for a scenario.
 *
 * <p>A configuration that is not exactly what the scenario was written for may still play it: when the golden model
 * with the capabilities of the configuration meets every expectation, the scenario does not depend on the difference.
 * The verdict on the RTL itself always comes from the expectations.
 */
final class Coverage {
    /** How the golden model does with a changed configuration; some combinations are none. */
    private enum Outcome {
        PASSES,
        DIFFERS,
        CANNOT_EXIST
    }

    private Coverage() {}

    /** The configuration of the profile's name. */
    static NamedConfiguration configuration(String profile) {
        return NamedConfiguration.of(profile);
    }

    /** Names of what the configuration lacks for this scenario; empty when it can be played. */
    static Set<String> missing(Scenario scenario, NamedConfiguration configuration) {
        Set<String> needed = new TreeSet<>(interfaces(scenario, configuration));
        ScenarioConfig wanted = scenario.config();
        ScenarioConfig offered = ConfigurationGap.offered(configuration.parameters(), wanted.profile());
        List<ConfigurationGap> gaps = ConfigurationGap.between(wanted, offered);
        if (gaps.isEmpty() || play(scenario, offered) == Outcome.PASSES) {
            return needed;
        }
        for (ConfigurationGap gap : gaps) {
            if (play(scenario, gap.without()) == Outcome.DIFFERS) {
                needed.add(gap.name());
            }
        }
        if (needed.isEmpty()) {
            gaps.forEach(gap -> needed.add(gap.name()));
        }
        return needed;
    }

    /** What the configuration has no way in for: messages of PCIe, and failures of the data path. */
    private static Set<String> interfaces(Scenario scenario, NamedConfiguration configuration) {
        Set<String> needed = new TreeSet<>();
        if (Extensions.usedBy(scenario).contains(Extensions.INTERNAL_ERROR)) {
            needed.add(Extensions.INTERNAL_ERROR);
        }
        boolean port = configuration.parameters().has(Feature.ATS);
        if (!port && scenario.operations().stream().anyMatch(Coverage::isMessage)) {
            needed.add(Capabilities.ATS.name());
        }
        return needed;
    }

    private static boolean isMessage(Operation operation) {
        return operation instanceof Operation.PageRequest
                || operation instanceof Operation.InvalidationDone
                || operation instanceof Operation.InvalidationTimeout
                || (operation instanceof Operation.Request request
                        && request.request().origin() == DeviceRequest.Origin.ATS);
    }

    private static Outcome play(Scenario scenario, ScenarioConfig config) {
        Scenario changed = new Scenario(
                scenario.id(),
                scenario.category(),
                scenario.uses(),
                config,
                scenario.memory(),
                scenario.bad(),
                scenario.operations(),
                scenario.comment());
        try {
            boolean passes =
                    new ScenarioPlayer(new GoldenTarget()).play(changed).isEmpty();
            return passes ? Outcome.PASSES : Outcome.DIFFERS;
        } catch (IllegalArgumentException e) {
            return Outcome.CANNOT_EXIST;
        }
    }
}
