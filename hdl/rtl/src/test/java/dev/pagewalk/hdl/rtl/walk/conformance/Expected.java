package dev.pagewalk.hdl.rtl.walk.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog;
import dev.pagewalk.hdl.rtl.walk.bench.WalkLog.Answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scenario expects of one request, and the comparison with what the engine answered.
 *
 * @param scenario its id
 * @param number of the request in the script
 * @param op the operation
 * @param before the words that the expectation names, as they were before the request
 */
record Expected(String scenario, int number, JsonNode op, Map<Long, Long> before) {
    /** Causes that an ATS completion reports as success without permissions. */
    private static final Set<Integer> DENIED = Set.of(12, 13, 15, 20, 21, 23, 262, 266);

    private static final int TYPE_DISALLOWED = 260;
    private static final int ADDRESS_BITS = 56;
    private static final int PAGE_SHIFT = 12;
    private static final int A = 0x40;
    private static final int D = 0x80;

    /** Differences, empty when all is as expected. */
    List<String> compare(WalkLog log) {
        List<String> found = new ArrayList<>();
        Answer answer = log.answers.get(number);
        if (answer == null || answer.retry()) {
            return List.of(scenario + " request " + number + ": no answer");
        }
        JsonNode exp = op.get("exp");
        boolean debug = op.get("op").asText().equals("dbg");
        if (exp.has("cause") && !(exp.has("ats") && !answer.fault())) {
            int cause = answer.fault() ? answer.cause() : answer.mrif() && debug ? TYPE_DISALLOWED : 0;
            check(found, "cause", exp.get("cause").asInt(), cause);
            record(found, exp, answer);
        } else if (!exp.has("cause")) {
            check(found, "fault", 0, answer.fault() ? answer.cause() : 0);
        }
        if (exp.has("ats")) {
            completion(found, exp.get("ats"), answer);
        }
        if (!answer.fault() && !exp.has("cause")) {
            translation(found, exp, answer);
        }
        if (!memory(exp, log.marks.get(number))) {
            found.add("memory: " + log.marks.get(number) + " before " + before + ", expected " + exp);
        }
        return found.stream()
                .map(f -> scenario + " request " + number + " " + f + " in " + op)
                .toList();
    }

    /** Page number bits that the engine leaves to the request; tr_response has none of them. */
    private long upper(Answer answer) {
        long iova = ScenarioScript.hex(op.get("iova"));
        boolean request = op.get("op").asText().equals("req");
        return request && answer.unchanged() ? iova >>> ADDRESS_BITS << (ADDRESS_BITS - PAGE_SHIFT) : 0;
    }

    private static void check(List<String> found, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            found.add(what + ": expected " + expected + ", got " + actual);
        }
    }

    private static void record(List<String> found, JsonNode exp, Answer answer) {
        if (!exp.has("fq") || !answer.fault()) {
            return;
        }
        check(found, "record dropped", false, answer.dropRecord());
        long compared = ~0xfffL | 3;
        long expected = ScenarioScript.hex(exp.get("fq").get(0).get("iotval2"));
        check(found, "iotval2", Long.toHexString(expected & compared), Long.toHexString(answer.iotval2() & compared));
    }

    private void completion(List<String> found, JsonNode ats, Answer answer) {
        boolean granted = !answer.fault();
        check(found, "completion", true, granted || DENIED.contains(answer.cause()));
        field(found, ats, "R", granted && answer.readable());
        field(found, ats, "W", granted && answer.writable());
        field(found, ats, "X", granted && answer.executable());
        field(found, ats, "U", granted && answer.untranslatedOnly());
        field(found, ats, "G", granted && answer.global());
        field(found, ats, "CXL", granted && answer.cxlIo() && op.path("cxl").asInt() == 1);
    }

    private static void field(List<String> found, JsonNode ats, String name, boolean value) {
        if (ats.has(name)) {
            check(found, "completion " + name, ats.get(name).asInt(), value ? 1 : 0);
        }
    }

    private void translation(List<String> found, JsonNode exp, Answer answer) {
        if (exp.has("pbmt") && !answer.mrif()) {
            check(found, "pbmt", exp.get("pbmt").asInt(), answer.memoryType());
        }
        // Of a completion without permissions the address is open.
        boolean denied = exp.has("ats") && !answer.readable() && !answer.writable();
        if (exp.has("spa") && !denied) {
            long page = ScenarioScript.hex(exp.get("spa")) >>> PAGE_SHIFT;
            check(found, "page", Long.toHexString(page), Long.toHexString(answer.page() | upper(answer)));
        }
        check(found, "mrif", exp.has("mrif"), answer.mrif());
        if (exp.has("mrif")) {
            JsonNode mrif = exp.get("mrif");
            check(found, "mrif address", ScenarioScript.hex(mrif.get("addr")), answer.mrifAddress());
            check(found, "notice", ScenarioScript.hex(mrif.get("notice")), answer.notice());
            check(found, "notice id", number(mrif.get("nid")), (long) answer.noticeId());
        }
    }

    private static long number(JsonNode value) {
        return value.isTextual() ? ScenarioScript.hex(value) : value.asLong();
    }

    /** VECTORS.md §3: all of {@code mem} or of {@code mem_alt}; of {@code mem_may} all or nothing. */
    private boolean memory(JsonNode exp, Map<Long, Long> written) {
        Map<Long, Long> changed = new HashMap<>(written);
        changed.entrySet().removeIf(e -> e.getValue().equals(before.get(e.getKey())));
        for (String required : List.of("mem", "mem_alt")) {
            if (required.equals("mem") || exp.has(required)) {
                Map<Long, Long> least = words(exp.path(required));
                Map<Long, Long> most = new HashMap<>(least);
                most.putAll(words(exp.path("mem_may")));
                if (changed.equals(least) || changed.equals(most)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The words whose A and D bits change: others are interrupt messages, not the engine's. */
    private Map<Long, Long> words(JsonNode list) {
        Map<Long, Long> words = new HashMap<>();
        list.forEach(w -> words.put(ScenarioScript.hex(w.get(0)), ScenarioScript.hex(w.get(1))));
        words.entrySet().removeIf(e -> !isUpdate(before.get(e.getKey()) ^ e.getValue()));
        return words;
    }

    private static boolean isUpdate(long difference) {
        int shift = Long.numberOfTrailingZeros(difference) & -Byte.SIZE;
        return shift < Long.SIZE && (difference & ~((long) (A | D) << shift)) == 0;
    }
}
