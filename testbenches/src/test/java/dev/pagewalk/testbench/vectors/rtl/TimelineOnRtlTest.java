package dev.pagewalk.testbench.vectors.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.hdl.rtl.config.NamedConfiguration;
import dev.pagewalk.testbench.report.timeline.TimelineText;
import dev.pagewalk.testbench.report.timeline.TransactionLog;
import dev.pagewalk.testbench.vectors.Scenario;
import dev.pagewalk.testbench.vectors.ScenarioPlayer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Messages and updates of A and D in the timeline of directed scenarios on the whole design. */
class TimelineOnRtlTest {
    @Test
    void shouldShowTranslationRequestsWithTheUpdatesOfTheirWalks() throws IOException {
        assertThat(timeline(NamedConfiguration.FULL, "d-ats-sets-dirty"))
                .containsSubsequence(
                        "ATS request   device 1 tag #, read at 0x40001000",
                        "walk # read  0x80102008  first stage L0: leaf to 0xa0000000 RWU, exclusive",
                        "walk # write 0x80102008  first stage L0: sets A, leaf to 0xa0000000 RWUA, exclusive",
                        "translated to 0xa0000000, by walk",
                        "completed  success, 4 KiB at 0xa0000000 R after # cycles",
                        "ATS request   device 1 tag #, read and write at 0x40001000",
                        "walk # write 0x80102008  first stage L0: sets D, leaf to 0xa0000000 RWUAD, exclusive",
                        "translated to 0xa0000000, by walk",
                        "completed  success, 4 KiB at 0xa0000000 RW after # cycles");
    }

    @Test
    void shouldShowTheUpdateForARequestOfTheDevicePortInItsByteOrder() throws IOException {
        assertThat(timeline(NamedConfiguration.BE, "d-big-endian-update"))
                .containsSubsequence(
                        "DMA write  device 1 id 0, 1 beat of 4 bytes at 0x40001000",
                        "walk # read  0x80102008  first stage L0: leaf to 0xa0000000 RWU, exclusive",
                        "walk # write 0x80102008  first stage L0: sets A and D, leaf to 0xa0000000 RWUAD, exclusive",
                        "translated to 0xa0000000, by walk",
                        "answered   OKAY after # cycles");
    }

    @Test
    void shouldShowPageRequestsWithTheirRecordsAndResponses() throws IOException {
        assertThat(timeline(NamedConfiguration.FULL, "d-pri-record"))
                .containsSubsequence(
                        "page request  device 1 process 9, group 421 last, RW and execute, privileged at 0x5000",
                        "recorded   at 0x80030000",
                        "page request  device 1, group 421 last, RW at 0x5000",
                        "recorded   at 0x80030010");
        assertThat(timeline(NamedConfiguration.FULL, "d-pri-off"))
                .anyMatch(line -> line.equals("response   failure after # cycles"));
    }

    @Test
    void shouldShowInvalidationRequestsWithAllTheirCompletions() throws IOException {
        assertThat(timeline(NamedConfiguration.FULL, "d-inval-completion-count"))
                .containsSubsequence(
                        "queues     command read at 0x80010000: ATS.INVAL",
                        "invalidation  device 327697 tag #, 4 KiB at 0x1000",
                        "completed  1 of 2",
                        "completed  2 of 2 after # cycles",
                        "completion    device 262161, of invalidations, of no request that is shown");
    }

    /** The timeline of a scenario without what depends on the time. */
    private static List<String> timeline(NamedConfiguration configuration, String id) throws IOException {
        List<TransactionLog> logs = new ArrayList<>();
        Scenario scenario = RtlModels.directed(configuration.label()).stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        try (RtlTarget target = RtlModels.on(configuration, null).observe(signals -> {
            logs.add(new TransactionLog(signals, 0, Long.MAX_VALUE));
            return logs.get(0);
        })) {
            assertThat(target.missing(scenario)).isEmpty();
            assertThat(new ScenarioPlayer(target).play(scenario)).isEmpty();
        }
        return new TimelineText(logs.get(0))
                .lines().stream()
                        .map(line -> line.substring(10).strip().replaceAll("(after|tag|walk) \\d+ *", "$1 # "))
                        .map(line -> line.replace("# ,", "#,"))
                        .toList();
    }
}
