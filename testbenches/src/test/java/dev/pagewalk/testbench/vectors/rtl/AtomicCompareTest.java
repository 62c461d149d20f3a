package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.bridge.build.ModelLibrary;
import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.platform.Variants;
import dev.pagewalk.testbench.vectors.OperationFailure;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class AtomicCompareTest {
    private static final Set<String> CATEGORIES = Set.of("had", "msi", "nested");

    @Test
    void shouldUpdateEntriesAndInterruptFilesAsTheVectorsSay() throws IOException {
        assertPlayed(Variants.withAtomicCompare(), NamedConfiguration.BE);
    }

    @Test
    void shouldUpdateEntriesOfFourBytesAsTheVectorsSay() throws IOException {
        assertPlayed(Variants.withAtomicCompareOfWords(), NamedConfiguration.SV32);
    }

    private static void assertPlayed(ModelLibrary library, NamedConfiguration configuration) throws IOException {
        List<OperationFailure> failures = new ArrayList<>();
        int played = 0;
        try (RtlTarget target = new RtlTarget(unused -> library, unused -> configuration, null)) {
            ScenarioPlayer player = new ScenarioPlayer(target);
            for (Scenario scenario : RtlModels.seed101(s -> isWanted(s, configuration))) {
                assertThat(target.missing(scenario)).isEmpty();
                failures.addAll(player.play(scenario));
                played++;
            }
        }

        assertThat(failures).isEmpty();
        assertThat(played).isGreaterThan(20);
    }

    private static boolean isWanted(Scenario scenario, NamedConfiguration configuration) {
        return scenario.config().profile().equals(configuration.label()) && CATEGORIES.contains(scenario.category());
    }
}
