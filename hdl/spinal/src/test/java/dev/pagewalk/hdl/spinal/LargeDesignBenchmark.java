package dev.pagewalk.hdl.spinal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.spinal.samples.Large;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

@Tag("benchmark")
class LargeDesignBenchmark {
    private static final int STATEMENTS = 10_000;

    @TempDir
    Path directory;

    @Test
    void shouldSpendLittleOfAnElaborationOnFindingLocations() {
        elaborate();
        Duration elaboration = elaborate();
        locations();
        Duration locations = locations();

        System.out.printf(
                "%d statements: elaboration %d ms, of that locations %d ms%n",
                STATEMENTS, elaboration.toMillis(), locations.toMillis());
        assertThat(locations).isLessThan(elaboration.dividedBy(4));
    }

    private Duration elaborate() {
        long start = System.nanoTime();
        Elaboration.generate(ElaborationOptions.into(directory), Large.class, STATEMENTS);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration locations() {
        long start = System.nanoTime();
        int lines = 0;
        for (int i = 0; i < STATEMENTS; i++) {
            lines += Locations.here().line();
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        assertThat(lines).isPositive();
        return duration;
    }
}
