package dev.pagewalk.testbench.report.timeline;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The transactions of a window in Trace Event Format, which Perfetto and chrome://tracing open.
 *
 * <p>One cycle is one microsecond of the format ({@code ts}, {@code dur}); a bar ends at the end of its last cycle. Each
 * area is a process: device requests with a bar per burst, walks with a row per walk slot, memory, then host,
 * registers, queues and interrupts, and messages with a bar from each request to its last answer. Arrows lead from a
 * request to the first access of its walk and to its burst at memory. Events are in order of their {@code ts}.
 */
public final class TraceFile {
    private static final int DEVICE = 1;
    private static final int WALKS = 2;
    private static final int MEMORY = 3;
    private static final int MESSAGES = 8;

    /** One event; {@code flow} is the number of an arrow, 0 for a bar. */
    private record Event(
            String phase, long ts, long dur, int pid, int tid, String name, int flow, Map<String, String> arguments) {}

    private final TransactionLog log;
    private final List<Event> events = new ArrayList<>();
    private final Map<Integer, String> processes = new LinkedHashMap<>();
    private final Map<List<Integer>, String> threads = new LinkedHashMap<>();
    private int flows;

    /** The trace of a log. */
    public TraceFile(TransactionLog log) {
        this.log = log;
    }

    /** Writes the file; one that was there before is replaced by a whole one or not at all. */
    public Path write(Path file) throws IOException {
        collect();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (JsonGenerator json = new JsonFactory().createGenerator(part.toFile(), JsonEncoding.UTF8)) {
                write(json);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return file;
    }

    private void collect() {
        processes.put(DEVICE, "device requests (s_axi_dev)");
        processes.put(WALKS, "walks (m_axi_ptw)");
        processes.put(MEMORY, "memory (m_axi_mem)");
        for (Moment.Area area : Moment.Area.values()) {
            processes.put(area.process(), area.text());
        }
        processes.put(MESSAGES, "messages (s_ats_req, m_ats_msg)");
        Lanes requests = new Lanes();
        Lanes bursts = new Lanes();
        for (Dma dma : log.transactions()) {
            collect(dma, requests, bursts);
        }
        Lanes exchanges = new Lanes();
        for (Exchange exchange : log.exchanges()) {
            collect(exchange, exchanges);
        }
        log.otherSteps().forEach(this::step);
        Map<Moment.Area, Lanes> lanes = new LinkedHashMap<>();
        for (Moment moment : log.moments()) {
            Lanes rows = lanes.computeIfAbsent(moment.area(), area -> new Lanes());
            int pid = moment.area().process();
            int row = rows.take(moment.start(), moment.end() + 1);
            bar(pid, row, moment.area().text(), moment.start(), moment.end(), moment.text(), Map.of());
        }
        events.sort(Comparator.comparingLong(Event::ts));
    }

    private void collect(Dma dma, Lanes requests, Lanes bursts) {
        int row = requests.take(dma.start(), dma.lastCycle() + 1);
        Map<String, String> arguments = new LinkedHashMap<>();
        if (dma.translation != null) {
            arguments.put("translation", TimelineText.result(dma));
        }
        arguments.put("response", dma.request.isOver() ? dma.request.response.toString() : "none");
        bar(DEVICE, row, "requests", dma.start(), dma.lastCycle(), TimelineText.request(dma), arguments);
        walk(dma.walk, DEVICE, row, dma.start());
        if (dma.memory != null) {
            long end = Math.max(dma.memory.start, dma.memory.end);
            int memoryRow = bursts.take(dma.memory.start, end + 1);
            bar(MEMORY, memoryRow, "bursts", dma.memory.start, end, TimelineText.memory(dma.memory), Map.of());
            arrow(DEVICE, row, dma.start(), MEMORY, memoryRow, dma.memory.start);
        }
    }

    private void collect(Exchange exchange, Lanes lanes) {
        int row = lanes.take(exchange.start, exchange.lastCycle() + 1);
        Map<String, String> arguments = new LinkedHashMap<>();
        if (exchange.translation != null) {
            arguments.put("translation", TimelineText.result(exchange.translation));
        }
        for (int i = 0; i < exchange.answers.size(); i++) {
            arguments.put("answer " + (i + 1), exchange.answers.get(i).text());
        }
        bar(MESSAGES, row, "messages", exchange.start, exchange.lastCycle(), exchange.text, arguments);
        walk(exchange.walk, MESSAGES, row, exchange.start);
    }

    /** The accesses of a walk, and an arrow from the bar that it is for. */
    private void walk(List<WalkStep> walk, int pid, int row, long start) {
        walk.forEach(this::step);
        if (!walk.isEmpty()) {
            Burst first = walk.get(0).burst();
            arrow(pid, row, start, WALKS, first.id, first.start);
        }
    }

    private void step(WalkStep step) {
        Burst burst = step.burst();
        Map<String, String> arguments = Map.of("address", hex(burst.address));
        bar(WALKS, burst.id, "walk", burst.start, burst.end, TimelineText.access(step), arguments);
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private void bar(int pid, int row, String rows, long from, long to, String name, Map<String, String> arguments) {
        threads.put(List.of(pid, row + 1), rows + " " + row);
        events.add(new Event("X", from, to - from + 1, pid, row + 1, name, 0, arguments));
    }

    private void arrow(int source, int row, long start, int pid, int target, long at) {
        flows++;
        events.add(new Event("s", start, 0, source, row + 1, "leads to", flows, Map.of()));
        events.add(new Event("f", at, 0, pid, target + 1, "leads to", flows, Map.of()));
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("displayTimeUnit", "ms");
        json.writeObjectFieldStart("otherData");
        json.writeStringField("unit", "1 microsecond is 1 clock cycle");
        json.writeEndObject();
        json.writeArrayFieldStart("traceEvents");
        for (Map.Entry<Integer, String> process : processes.entrySet()) {
            name(json, "process_name", process.getKey(), 0, process.getValue());
        }
        for (Map.Entry<List<Integer>, String> thread : threads.entrySet()) {
            List<Integer> key = thread.getKey();
            name(json, "thread_name", key.get(0), key.get(1), thread.getValue());
        }
        for (Event event : events) {
            write(json, event);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void name(JsonGenerator json, String what, int pid, int tid, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", "M");
        json.writeStringField("name", what);
        json.writeNumberField("pid", pid);
        json.writeNumberField("tid", tid);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", text);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", event.phase());
        json.writeStringField("name", event.name());
        json.writeStringField("cat", "pagewalk");
        json.writeNumberField("ts", event.ts());
        json.writeNumberField("pid", event.pid());
        json.writeNumberField("tid", event.tid());
        if (event.flow() == 0) {
            json.writeNumberField("dur", event.dur());
        } else {
            json.writeNumberField("id", event.flow());
            json.writeStringField("bp", "e");
        }
        if (!event.arguments().isEmpty()) {
            json.writeObjectFieldStart("args");
            for (Map.Entry<String, String> argument : event.arguments().entrySet()) {
                json.writeStringField(argument.getKey(), argument.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
