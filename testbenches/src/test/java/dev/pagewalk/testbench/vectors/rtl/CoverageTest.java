package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.vectors.Scenario;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

class CoverageTest {
    @Test
    void shouldMissNothingWhereTheConfigurationIsTheProfile() throws IOException {
        Map<String, Set<String>> missing = missing(NamedConfiguration.BASE, "base", scenario -> true);

        assertThat(missing).hasSize(311);
        assertThat(missing.values()).allMatch(Set::isEmpty);
    }

    @Test
    void shouldNameWhatAScenarioDependsOnAndNothingElse() throws IOException {
        Map<String, Set<String>> missing = missing(
                NamedConfiguration.SMALL,
                "base",
                scenario -> scenario.category().equals("dbg")
                        && Collections.disjoint(scenario.uses(), Set.of("Sv48", "Sv48x4", "pdt")));

        assertThat(missing).isNotEmpty();
        assertThat(missing.values())
                .allMatch(names -> names.contains("DBG") && Set.of("DBG", "PAS").containsAll(names));
    }

    @Test
    void shouldPlayOnFewerFeaturesWhenTheScenarioNeedsNoMore() throws IOException {
        Map<String, Set<String>> missing = missing(
                NamedConfiguration.SMALL,
                "base",
                scenario ->
                        scenario.category().equals("second") && scenario.uses().equals(Set.of("Sv39x4")));

        assertThat(missing.values()).contains(Set.of()).isSubsetOf(Set.of(Set.of(), Set.of("PAS")));
    }

    @Test
    void shouldNameExtendedDeviceContextsWhereTheyAreUsed() throws IOException {
        Map<String, Set<String>> missing = missing(
                NamedConfiguration.BASE, "full", scenario -> scenario.category().equals("msi"));

        assertThat(missing).isNotEmpty();
        assertThat(missing.values()).allMatch(names -> names.contains("MSI_FLAT"));
    }

    private static Map<String, Set<String>> missing(
            NamedConfiguration configuration, String profile, Predicate<Scenario> wanted) throws IOException {
        Map<String, Set<String>> missing = new TreeMap<>();
        for (Scenario scenario : RtlModels.seed101(s -> s.config().profile().equals(profile) && wanted.test(s))) {
            missing.put(scenario.id(), Coverage.missing(scenario, configuration));
        }
        return missing;
    }
}
