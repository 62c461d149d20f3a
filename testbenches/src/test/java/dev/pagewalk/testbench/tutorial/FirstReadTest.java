package dev.pagewalk.testbench.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.testbench.judge.stream.CycleView;
import dev.pagewalk.testbench.judge.stream.RecordConsumer;
import dev.pagewalk.testbench.judge.stream.Signals;
import dev.pagewalk.testbench.platform.CosimPlatform;
import dev.pagewalk.testbench.platform.Workspace;
import dev.pagewalk.testbench.report.WaveformPicture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The run of docs/tutorials/read-a-waveform.md: its timeline, and its picture. */
class FirstReadTest {
    private static final String UPDATE = "pagewalk.update";
    private static final String[][] MOMENTS = {
        {"s_axi_dev_arvalid", "s_axi_dev_arready", "the IOMMU takes the address of the first read"},
        {"m_axi_ptw_arvalid", "m_axi_ptw_arready", "it is a miss: the walk asks for the device context"},
        {"m_axi_mem_arvalid", "m_axi_mem_arready", "the walk is over: the read leaves with its physical address"},
        {"s_axi_dev_rvalid", "s_axi_dev_rready", "the device has its data"},
    };

    private WaveformPicture picture;
    private final List<Moments> moments = new ArrayList<>();

    /** Cycles at which a channel moves. */
    private static final class Moments implements RecordConsumer {
        private final int valid;
        private final int ready;
        private final List<Long> cycles = new ArrayList<>();

        Moments(Signals signals, String[] moment) {
            valid = signals.require(moment[0]);
            ready = signals.require(moment[1]);
        }

        @Override
        public void onCycle(CycleView pins) {
            if (pins.isHigh(valid) && pins.isHigh(ready)) {
                cycles.add(pins.cycle());
            }
        }
    }

    private void watch(CosimPlatform platform) {
        picture = new WaveformPicture(platform.signals())
                .group("device")
                .bit("s_axi_dev_arvalid")
                .bit("s_axi_dev_arready")
                .bus("s_axi_dev_araddr", "s_axi_dev_arvalid")
                .bit("s_axi_dev_rvalid")
                .group("walks")
                .bit("m_axi_ptw_arvalid")
                .bit("m_axi_ptw_arready")
                .bus("m_axi_ptw_araddr", "m_axi_ptw_arvalid")
                .bit("m_axi_ptw_rvalid")
                .bit("m_axi_ptw_rlast")
                .group("memory")
                .bit("m_axi_mem_arvalid")
                .bit("m_axi_mem_arready")
                .bus("m_axi_mem_araddr", "m_axi_mem_arvalid")
                .bit("m_axi_mem_rvalid")
                .group("events")
                .bit("dbg_event_iotlb_miss")
                .bit("dbg_event_walk_start")
                .bit("dbg_event_walk_end")
                .bit("dbg_event_iotlb_hit")
                .bit("dbg_retire_valid");
        platform.judges().observe(picture);
        for (String[] moment : MOMENTS) {
            moments.add(new Moments(platform.signals(), moment));
        }
        moments.forEach(platform.judges()::observe);
    }

    @Test
    @Tag("smoke")
    void shouldTellTheWayOfAReadFromTheDeviceOverItsContextAndWalkToMemory() {
        FirstRead run = new FirstRead(platform -> {});
        String page = Long.toHexString(run.page);
        List<String> lines = run.timeline.stream()
                .filter(line -> line.contains("DMA") || line.substring(8).startsWith("    "))
                .map(line -> line.substring(10).strip())
                .toList();
        int second = lines.lastIndexOf(lines.stream()
                .filter(line -> line.startsWith("DMA"))
                .reduce((a, b) -> b)
                .orElseThrow());

        assertThat(lines.get(0)).isEqualTo("DMA read   device 9 id 0, 1 beat of 8 bytes at 0x" + page);
        List<String> walk = lines.subList(1, second).stream()
                .filter(line -> line.startsWith("walk"))
                .map(line ->
                        line.replaceAll("^walk \\d+ +read  0x[0-9a-f]+ +", "").replaceAll("0x[0-9a-f]+", "#"))
                .toList();
        assertThat(walk)
                .endsWith(
                        "device context: iohgatp #, fsc #",
                        "second stage L2: pointer to #",
                        "second stage L1: pointer to #",
                        "second stage L0: leaf to # RWUAD");
        assertThat(lines.get(second - 4)).contains("leaf to 0x" + page);
        assertThat(lines.get(second - 3)).isEqualTo("translated to 0x" + page + ", by walk");
        assertThat(lines.get(second - 2)).startsWith("memory     read 0x" + page + ", 1 beat of 8 bytes, committed at");
        assertThat(lines.get(second - 1)).matches("answered   OKAY after \\d+ cycles");
        assertThat(lines.get(second + 1))
                .isEqualTo("translated to 0x" + Long.toHexString(run.page + 64) + ", by IOTLB");
        assertThat(lines).hasSize(second + 4);
    }

    @Test
    void shouldDrawThePictureOfTheTutorial() throws IOException {
        FirstRead run = new FirstRead(this::watch);
        for (int i = 0; i < MOMENTS.length; i++) {
            picture.note(moments.get(i).cycles.get(0), MOMENTS[i][2]);
        }
        picture.note(moments.get(0).cycles.get(1), "the second read is a hit");
        picture.note(moments.get(2).cycles.get(1), "it leaves after at most two cycles");
        Path file = Workspace.root().resolve("docs/tutorials/first-read.svg");
        String svg = picture.svg(run.end);

        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, svg);
        }
        assertThat(file)
                .as("the hardware's timing has changed: look at the picture, then renew it with ./mvnw -pl testbenches"
                        + " -am test -Dtest=FirstReadTest -Dsurefire.failIfNoSpecifiedTests=false -D" + UPDATE
                        + "=true")
                .hasContent(svg);
    }
}
