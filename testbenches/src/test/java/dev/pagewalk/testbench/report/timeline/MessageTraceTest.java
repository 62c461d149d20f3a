package dev.pagewalk.testbench.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Messages and updates of A and D in the trace for Perfetto. */
@Tag("smoke")
class MessageTraceTest {
    private static final int WALKS = 2;
    private static final int MESSAGES = 8;
    private static final int DEVICE = 9;
    private static final long TAG = 1L << 52;
    private static final long IOVA = 0x7000;
    private static final long LEAF = 0x1_5038;
    private static final long PAGE = 0x5_2000;
    private static final long ENTRY = PAGE >>> 2 | 0x17;
    private static final int ACCESSED = 0x40;

    @TempDir
    private Path folder;

    private JsonNode trace;

    @BeforeEach
    void write() throws IOException {
        HandMadeWindow window = new HandMadeWindow();
        window.receives(TAG | DEVICE, IOVA).receives(1L << 47 | DEVICE, IOVA | 7);
        window.reads(0, LEAF, 3, true, ENTRY).writes(0, LEAF, 3, ENTRY | ACCESSED, HandMadeWindow.EXOKAY);
        window.retires(2, DEVICE, IOVA, PAGE).sends(TAG | DEVICE, PAGE | 3);
        window.reads(1, LEAF, 3, false, 0);
        Path file = new TraceFile(window.log).write(folder.resolve("trace.json"));
        trace = new ObjectMapper().readTree(file.toFile()).get("traceEvents");
    }

    private List<JsonNode> events(String phase, int process) {
        List<JsonNode> events = new ArrayList<>();
        trace.forEach(event -> {
            if (event.get("ph").asText().equals(phase) && event.get("pid").asInt() == process) {
                events.add(event);
            }
        });
        return events;
    }

    @Test
    void shouldHaveABarFromEachRequestToItsAnswer() {
        List<JsonNode> bars = events("X", MESSAGES);

        assertThat(bars)
                .extracting(bar -> bar.get("name").asText())
                .containsExactly(
                        "ATS request   device 9 tag 1, read and write at 0x7000",
                        "page request  device 9, group 0 last, RW at 0x7000");
        JsonNode arguments = bars.get(0).get("args");
        assertThat(arguments.get("translation").asText()).isEqualTo("to 0x52000, by walk");
        assertThat(arguments.get("answer 1").asText()).startsWith("completed  success, 4 KiB at 0x52000 RW");
        assertThat(bars.get(0).get("ts").asLong()).isZero();
        assertThat(bars.get(0).get("dur").asLong()).isEqualTo(8);
        assertThat(bars.get(0).get("tid").asInt())
                .isNotEqualTo(bars.get(1).get("tid").asInt());
    }

    @Test
    void shouldNameTheirProcessAndRows() {
        assertThat(events("M", MESSAGES))
                .extracting(name -> name.get("args").get("name").asText())
                .containsExactly("messages (s_ats_req, m_ats_msg)", "messages 0", "messages 1");
    }

    @Test
    void shouldLeadFromATranslationRequestToItsWalk() {
        assertThat(events("s", MESSAGES)).hasSize(1);
        JsonNode finish = events("f", WALKS).get(0);

        assertThat(finish.get("id").asInt())
                .isEqualTo(events("s", MESSAGES).get(0).get("id").asInt());
        assertThat(finish.get("ts").asLong())
                .isEqualTo(events("X", WALKS).get(0).get("ts").asLong());
    }

    @Test
    void shouldHaveABarForEachAccessOfAWalkWhetherOrNotItsRequestIsKnown() {
        assertThat(events("X", WALKS))
                .extracting(bar -> bar.get("name").asText())
                .containsExactly("table entry, exclusive", "table entry: sets A, exclusive", "table entry");
    }
}
