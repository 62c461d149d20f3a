package dev.pagewalk.hdl.rtl.walk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pagewalk.architecture.Register;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import dev.pagewalk.hdl.rtl.walk.bench.WalkScript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One conformance scenario as a script for the walk bench: what it writes to registers becomes directory control, its
 * commands become invalidations, its requests and debug requests go to the engine. Fault records, queues, interrupts
 * and messages are no business of the engine and left out.
 */
final class ScenarioScript {
    private final WalkScript script;
    private final List<Expected> expected;
    private final JsonNode scenario;
    private final int physicalPageBits;
    private final CommandReader commands;
    private final Map<Long, Long> memory = new HashMap<>();
    private long features;
    private long directory;
    private long qos;

    ScenarioScript(WalkScript script, List<Expected> expected, JsonNode scenario) {
        this.script = script;
        this.expected = expected;
        this.scenario = scenario;
        int physicalAddressBits = (int) (hex(scenario.get("caps")) >>> 32 & 0x3f);
        this.physicalPageBits = physicalAddressBits - 12;
        this.commands = new CommandReader(script);
        this.features = scenario.get("cfg").get("fctl").asLong();
    }

    static long hex(JsonNode value) {
        return Long.parseUnsignedLong(value.asText().substring(2), 16);
    }

    void write() {
        script.fresh();
        control();
        store(scenario.get("mem"));
        for (JsonNode bad : scenario.get("bad")) {
            long base = hex(bad.get(0));
            long size = bad.get(1).isTextual() ? hex(bad.get(1)) : bad.get(1).asLong();
            if (bad.get(2).asText().equals("access")) {
                script.failing(base, size);
            } else {
                script.corrupt(base, size);
            }
        }
        scenario.get("ops").forEach(this::operation);
    }

    private void operation(JsonNode op) {
        switch (op.get("op").asText()) {
            case "reg_w" -> register(op.get("off").asInt(), op.get("size").asInt(), hex(op.get("val")));
            case "mem_w" -> store(op.get("w"));
            case "cmd" -> command(op);
            case "req" -> request(op);
            case "dbg" -> debug(op);
            case "inval_done", "inval_timeout" -> commands.everything();
            default -> {}
        }
        written(op.path("exp").path("mem"));
    }

    private void register(int offset, int size, long value) {
        if (offset == Register.FCTL.offset()) {
            features = value;
        } else if (offset == Register.DDTP.offset() && size == 8) {
            directory = value;
        } else if (offset == Register.DDTP.offset()) {
            directory = (directory & ~0xffff_ffffL) | value;
        } else if (offset == Register.DDTP.offset() + 4) {
            directory = (directory & 0xffff_ffffL) | value << 32;
        } else if (offset == Register.IOMMU_QOSID.offset()) {
            qos = value;
        } else {
            commands.register(offset, size, value);
        }
        control();
    }

    private void control() {
        long mask = hex(scenario.get("cfg").get("qos_mask"));
        long ids = qos & mask;
        boolean gxl = scenario.get("cfg").get("gxl_writable").asInt() == 1 && (features & 4) != 0;
        boolean bigEndian = (features & 1) != 0;
        long page = directory >>> 10 & (1L << physicalPageBits) - 1;
        script.control(directory & 0xf, page, bigEndian, gxl, ids & 0xfff, ids >>> 16 & 0xfff);
        commands.bigEndian(bigEndian);
    }

    private void store(JsonNode words) {
        for (JsonNode word : words) {
            memory.put(hex(word.get(0)), hex(word.get(1)));
            script.store(hex(word.get(0)), hex(word.get(1)));
        }
    }

    /** Words that other parts of an IOMMU write; those of the engine are there already. */
    private void written(JsonNode words) {
        store(words);
    }

    private void command(JsonNode op) {
        store(op.get("w"));
        commands.run(memory, op.get("exp").get("cqh").asInt());
    }

    private void request(JsonNode op) {
        String type = op.get("at").asText();
        String access = op.get("acc").asText();
        boolean ats = type.equals("ats");
        boolean process = op.path("pv").asInt() == 1;
        int number = script.request(
                (int) hex(op.get("did")),
                process,
                process ? (int) hex(op.get("pid")) : 0,
                process && op.path("priv").asInt() == 1,
                ats ? TranslationRequest.ATS : type.equals("t") ? TranslationRequest.TRANSLATED : 0,
                access.equals("w"),
                ats ? process && op.path("x").asInt() == 1 : access.equals("x") && (process || type.equals("u")),
                ats && op.path("nw").asInt() == 1,
                hex(op.get("iova")));
        expect(op, number);
    }

    private void debug(JsonNode op) {
        boolean process = op.get("pv").asInt() == 1;
        boolean noWrite = op.get("nw").asInt() == 1;
        boolean execute = op.get("exe").asInt() == 1;
        int number = script.request(
                (int) hex(op.get("did")),
                process,
                process ? (int) hex(op.get("pid")) : 0,
                process && op.get("priv").asInt() == 1,
                0,
                !noWrite,
                execute,
                noWrite,
                hex(op.get("iova")));
        expect(op, number);
    }

    private void expect(JsonNode op, int number) {
        script.await().mark(number);
        Map<Long, Long> before = new HashMap<>();
        for (String key : List.of("mem", "mem_alt", "mem_may")) {
            op.get("exp").path(key).forEach(w -> before.put(hex(w.get(0)), memory.getOrDefault(hex(w.get(0)), 0L)));
        }
        expected.add(new Expected(scenario.get("id").asText(), number, op, before));
    }
}
