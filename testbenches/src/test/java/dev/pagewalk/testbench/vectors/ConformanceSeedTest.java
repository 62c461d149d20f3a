package dev.pagewalk.testbench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

class ConformanceSeedTest {
    @Test
    void shouldPassEveryScenarioOfSeed101OnTheModel() throws IOException {
        ScenarioPlayer player = new ScenarioPlayer(new GoldenTarget());
        List<OperationFailure> failures = new ArrayList<>();
        int played = 0;

        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(ConformanceSeedTest.class.getResourceAsStream("/conformance/vectors-101.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                failures.addAll(player.play(ScenarioParser.parse(line)));
                played++;
            }
        }

        assertThat(failures).isEmpty();
        assertThat(played).isEqualTo(2000);
    }
}
