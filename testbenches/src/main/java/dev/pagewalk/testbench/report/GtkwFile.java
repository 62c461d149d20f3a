package dev.pagewalk.testbench.report;

import dev.pagewalk.bridge.record.PinField;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A GTKWave save file over a waveform: pins grouped by area, and markers at named cycles. */
public final class GtkwFile {
    private static final int MARKERS = 26;
    private static final int TIME_PER_CYCLE = 10;
    private static final int EDGE = 5;
    private static final int OPEN_GROUP = 0x800200;
    private static final int CLOSED_GROUP_END = 0x1000200;
    private static final int BINARY = 0x28;
    private static final int HEX = 0x22;
    private static final Map<String, String> AREAS = areas();

    private final Path waves;
    private final List<Long> markers = new ArrayList<>();

    /** A save file for this waveform. */
    public GtkwFile(Path waves) {
        this.waves = waves;
    }

    private static Map<String, String> areas() {
        Map<String, String> areas = new LinkedHashMap<>();
        areas.put("s_axi_cfg_", "registers");
        areas.put("s_axi_host_", "host at the test SoC");
        areas.put("m_axi_host_", "host at memory");
        areas.put("s_axi_dev_", "device requests");
        areas.put("m_axi_mem_", "translated traffic");
        areas.put("m_axi_ptw_", "walks and queues");
        areas.put("dbg_retire_", "retired translations");
        areas.put("dbg_event_", "events");
        return areas;
    }

    /** Adds a marker at a cycle; the first is A, at most 26 are kept. */
    public GtkwFile marker(long cycle) {
        if (markers.size() < MARKERS && cycle >= 0) {
            markers.add(cycle);
        }
        return this;
    }

    /** Writes the save file beside the waveform. */
    public Path write(Iterable<PinField> pins) throws IOException {
        StringBuilder text = new StringBuilder("[*] Pagewalk: pins by area; a cycle is 10 units, its edge at 5\n");
        text.append("[dumpfile] \"").append(waves.toAbsolutePath()).append("\"\n[timestart] 0\n");
        appendMarkers(text);
        text.append("[treeopen] TOP.\n");
        appendSignal(text, "aclk", 1);
        for (Map.Entry<String, String> area : AREAS.entrySet()) {
            appendGroup(text, area.getKey(), area.getValue(), pins);
        }
        appendOthers(text, pins);
        String name = waves.getFileName().toString();
        Path file = waves.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".gtkw");
        Files.writeString(file, text);
        return file;
    }

    private void appendMarkers(StringBuilder text) {
        text.append("*-8.000000 ").append(markers.isEmpty() ? 0 : time(markers.get(0)));
        for (int i = 0; i < MARKERS; i++) {
            text.append(' ').append(i < markers.size() ? time(markers.get(i)) : -1);
        }
        text.append('\n');
    }

    private static long time(long cycle) {
        return cycle * TIME_PER_CYCLE + EDGE;
    }

    private static void appendGroup(StringBuilder text, String prefix, String name, Iterable<PinField> pins) {
        StringBuilder body = new StringBuilder();
        for (PinField pin : pins) {
            if (pin.name().startsWith(prefix)) {
                appendSignal(body, pin.name(), pin.width());
            }
        }
        if (body.length() > 0) {
            appendLine(text, OPEN_GROUP, "-" + name);
            text.append(body);
            appendLine(text, CLOSED_GROUP_END, "-" + name);
        }
    }

    private static void appendOthers(StringBuilder text, Iterable<PinField> pins) {
        for (PinField pin : pins) {
            if (AREAS.keySet().stream().noneMatch(pin.name()::startsWith)) {
                appendSignal(text, pin.name(), pin.width());
            }
        }
    }

    private static void appendSignal(StringBuilder text, String name, int width) {
        String range = width == 1 ? "" : "[" + (width - 1) + ":0]";
        appendLine(text, width == 1 ? BINARY : HEX, "TOP." + name + range);
    }

    private static void appendLine(StringBuilder text, int flags, String line) {
        text.append('@')
                .append(Integer.toHexString(flags))
                .append('\n')
                .append(line)
                .append('\n');
    }
}
