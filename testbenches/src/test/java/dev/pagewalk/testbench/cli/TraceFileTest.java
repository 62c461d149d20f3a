package dev.pagewalk.testbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pagewalk.testbench.platform.PlatformContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trace of a replay is Trace Event Format as Perfetto and chrome://tracing read it. */
@Tag("smoke")
class TraceFileTest {
    private static final int DEVICE_REQUESTS = 1;
    private static final int WALKS = 2;
    private static final int MEMORY = 3;

    @TempDir
    private static Path folder;

    private static JsonNode trace;
    private static final List<JsonNode> BARS = new ArrayList<>();

    @BeforeAll
    static void replay() throws IOException {
        FailedRun failed = new FailedRun(folder, new PlatformContext().seed(8));
        Path json = folder.resolve("replay.json");
        FailedRun.execute("replay", failed.bundle().toString(), "--from", "0", "--json", json.toString());
        JsonNode files = new ObjectMapper().readTree(json.toFile()).get("files");
        trace = new ObjectMapper().readTree(Path.of(files.get("trace").asText()).toFile());
        events("X").forEach(BARS::add);
    }

    private static List<JsonNode> events(String phase) {
        List<JsonNode> events = new ArrayList<>();
        trace.get("traceEvents").forEach(event -> {
            if (event.get("ph").asText().equals(phase)) {
                events.add(event);
            }
        });
        return events;
    }

    private static List<Integer> row(JsonNode event) {
        return List.of(event.get("pid").asInt(), event.get("tid").asInt());
    }

    @Test
    void shouldSayItsUnit() {
        assertThat(trace.get("otherData").get("unit").asText()).isEqualTo("1 microsecond is 1 clock cycle");
        assertThat(trace.get("displayTimeUnit").asText()).isIn("ms", "ns");
    }

    @Test
    void shouldHoldOnlyCompleteEventsArrowsAndNames() {
        trace.get("traceEvents").forEach(event -> {
            assertThat(event.get("ph").asText()).isIn("X", "M", "s", "f");
            assertThat(event.get("name").asText()).isNotEmpty();
            assertThat(event.get("pid").isInt()).isTrue();
            assertThat(event.get("tid").isInt()).isTrue();
        });
        assertThat(BARS).isNotEmpty().allSatisfy(bar -> {
            assertThat(bar.get("ts").asLong()).isNotNegative();
            assertThat(bar.get("dur").asLong()).isPositive();
            assertThat(bar.get("cat").asText()).isEqualTo("pagewalk");
        });
        assertThat(BARS).anyMatch(bar -> bar.get("pid").asInt() == DEVICE_REQUESTS);
        assertThat(BARS).anyMatch(bar -> bar.get("pid").asInt() == WALKS);
        assertThat(BARS).anyMatch(bar -> bar.get("pid").asInt() == MEMORY);
    }

    @Test
    void shouldNameEveryProcessAndRow() {
        Set<Integer> processes = new HashSet<>();
        Set<List<Integer>> rows = new HashSet<>();
        for (JsonNode name : events("M")) {
            assertThat(name.get("args").get("name").asText()).isNotEmpty();
            if (name.get("name").asText().equals("process_name")) {
                processes.add(name.get("pid").asInt());
            } else {
                assertThat(name.get("name").asText()).isEqualTo("thread_name");
                rows.add(row(name));
            }
        }
        assertThat(BARS).allSatisfy(bar -> {
            assertThat(processes).contains(bar.get("pid").asInt());
            assertThat(rows).contains(row(bar));
        });
    }

    @Test
    void shouldBeInOrderOfTimeWithoutOverlapInARow() {
        long time = 0;
        Map<List<Integer>, Long> ends = new HashMap<>();
        for (JsonNode event : trace.get("traceEvents")) {
            if (event.get("ph").asText().equals("M")) {
                continue;
            }
            assertThat(event.get("ts").asLong()).isGreaterThanOrEqualTo(time);
            time = event.get("ts").asLong();
            if (event.has("dur")) {
                assertThat(time).isGreaterThanOrEqualTo(ends.getOrDefault(row(event), 0L));
                ends.put(row(event), time + event.get("dur").asLong());
            }
        }
    }

    @Test
    void shouldLeadEveryArrowFromBarToBar() {
        Map<Integer, JsonNode> starts = new HashMap<>();
        events("s").forEach(start -> starts.put(start.get("id").asInt(), start));
        assertThat(starts).isNotEmpty();
        assertThat(events("f")).hasSameSizeAs(starts.keySet()).allSatisfy(finish -> {
            assertThat(starts).containsKey(finish.get("id").asInt());
            assertThat(isInABar(finish)).isTrue();
            assertThat(isInABar(starts.get(finish.get("id").asInt()))).isTrue();
        });
    }

    private static boolean isInABar(JsonNode point) {
        long at = point.get("ts").asLong();
        return BARS.stream().filter(bar -> row(bar).equals(row(point))).anyMatch(bar -> {
            long start = bar.get("ts").asLong();
            return start <= at && at < start + bar.get("dur").asLong();
        });
    }
}
