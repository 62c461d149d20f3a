package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code exp} objects; which keys may appear depends on the operation [VECTORS §3]. */
final class ExpectationParser {
    /** Fields of an ATS completion, in the order of the format. */
    static final List<String> ATS_FIELDS = List.of("R", "W", "X", "U", "Priv", "G", "N", "AMA", "CXL");

    private static final Set<String> ANYWHERE = Set.of("fq", "fqt", "mem", "msgs", "acc", "wires", "cqh", "cqcsr");
    private static final Map<String, Set<String>> BY_OPERATION = Map.of(
            "req",
                    Set.of(
                            "st", "cause", "spa", "lg", "pbmt", "msi", "mrif", "ats", "mem_alt", "mem_may", "qos",
                            "rdata"),
            "dbg", Set.of("fault", "cause", "spa", "lg", "pbmt", "mem_may"),
            "preq", Set.of("pq", "pqt"),
            "cmd", Set.of("sync"),
            "reg_w", Set.of("sync"),
            "inval_done", Set.of("sync"),
            "inval_timeout", Set.of("sync"));

    /** Keys without which nothing would be compared: the answer, or where the command queue must be. */
    private static final Map<String, String> REQUIRED = Map.of("req", "st", "dbg", "fault", "cmd", "cqh");

    private static final Set<String> STATUS =
            Set.of(RequestOutcome.OK, RequestOutcome.UNSUPPORTED_REQUEST, RequestOutcome.COMPLETER_ABORT);
    private static final Set<String> MESSAGE_TYPES =
            Set.of(DeviceMessage.INVALIDATION_REQUEST, DeviceMessage.PAGE_GROUP_RESPONSE);
    private static final int MAX_CAUSE = 4095;
    private static final int MAX_INDEX = Integer.MAX_VALUE;

    private ExpectationParser() {}

    /** The expectation of an operation, or {@link Expectation#NOTHING} when it has none. */
    static Expectation read(Fields operation, String name) {
        String required = REQUIRED.get(name);
        if (required == null && !operation.has("exp")) {
            return Expectation.NOTHING;
        }
        Fields fields = operation.object("exp");
        if (required != null) {
            fields.require(required);
        }
        checkKeys(fields, operation, name);
        Expectation expectation = new Expectation(
                fields.has("st") ? fields.oneOf("st", STATUS) : null,
                fields.nullableInteger("cause", 0, MAX_CAUSE),
                fields.nullableHex("spa", Long.SIZE),
                fields.nullableInteger("pbmt", 0, 3),
                fields.has("msi") ? (Boolean) fields.flag("msi") : null,
                fields.has("mrif") ? mrif(fields.object("mrif")) : null,
                fields.has("ats") ? ats(fields.object("ats")) : null,
                fields.has("fault") ? (Boolean) fields.flag("fault") : null,
                fields.has("fq") ? fields.objects("fq", (f, i) -> fault(f)) : null,
                fields.nullableInteger("fqt", 0, MAX_INDEX),
                fields.has("pq") ? pageRecords(fields) : null,
                fields.nullableInteger("pqt", 0, MAX_INDEX),
                fields.has("msgs") ? fields.objects("msgs", (f, i) -> message(f)) : null,
                fields.nullableInteger("cqh", 0, MAX_INDEX),
                fields.nullableHex("cqcsr", Integer.SIZE),
                fields.has("sync") ? sync(fields.object("sync")) : null,
                fields.optionalWords("mem"),
                fields.optionalWords("mem_alt"),
                fields.optionalWords("mem_may"),
                fields.has("qos") ? qos(fields.object("qos")) : null,
                fields.has("acc") ? fields.objects("acc", (f, i) -> access(f)) : null,
                fields.nullableHex("wires", 16),
                fields.nullableHex("rdata", Integer.SIZE));
        fields.optionalInteger("lg", 0, Long.SIZE, 0);
        fields.done();
        requireTogether(fields, "fq", "fqt");
        requireTogether(fields, "pq", "pqt");
        return expectation;
    }

    private static void checkKeys(Fields fields, Fields operation, String name) {
        Set<String> own = BY_OPERATION.getOrDefault(name, Set.of());
        for (String key : fields.names()) {
            if (!own.contains(key) && !ANYWHERE.contains(key)) {
                throw new VectorFormatException(operation.where() + ".exp: unknown key: " + key + " (op " + name + ")");
            }
        }
    }

    private static void requireTogether(Fields fields, String one, String other) {
        if (fields.has(one) != fields.has(other)) {
            throw new VectorFormatException(fields.where() + ": " + one + " and " + other + " belong together");
        }
    }

    private static Expectation.Mrif mrif(Fields fields) {
        Expectation.Mrif mrif = new Expectation.Mrif(
                fields.hex("addr", Long.SIZE), fields.hex("notice", Long.SIZE), fields.integer("nid", 0, 2047));
        fields.done();
        return mrif;
    }

    private static Map<String, Integer> ats(Fields fields) {
        Map<String, Integer> values = new TreeMap<>();
        for (String name : ATS_FIELDS) {
            if (fields.has(name)) {
                values.put(name, fields.integer(name, 0, 7));
            }
        }
        fields.done();
        return values;
    }

    private static Expectation.Fault fault(Fields fields) {
        Expectation.Fault fault = new Expectation.Fault(
                fields.hex("at", Long.SIZE),
                fields.integer("cause", 0, MAX_CAUSE),
                fields.integer("ttyp", 0, 63),
                fields.hexInt("did", 24),
                fields.flag("pv"),
                fields.hexInt("pid", 20),
                fields.flag("priv"),
                fields.hex("iotval", Long.SIZE),
                fields.hex("iotval2", Long.SIZE));
        fields.done();
        return fault;
    }

    private static DeviceMessage message(Fields fields) {
        DeviceMessage message = new DeviceMessage(
                fields.oneOf("type", MESSAGE_TYPES),
                fields.hexInt("rid", 16),
                fields.flag("dsv"),
                fields.integer("dseg", 0, 255),
                fields.flag("pv"),
                fields.hexInt("pid", 20),
                fields.hex("payload", Long.SIZE));
        fields.done();
        return message;
    }

    private static List<Expectation.PageRecord> pageRecords(Fields fields) {
        return fields.tuples("pq", 3).stream()
                .map(tuple -> new Expectation.PageRecord(tuple[0], tuple[1], tuple[2]))
                .toList();
    }

    private static Expectation.Sync sync(Fields fields) {
        Expectation.Sync sync = new Expectation.Sync(fields.flag("pr"), fields.flag("pw"));
        fields.done();
        return sync;
    }

    private static Expectation.QosIds qos(Fields fields) {
        Expectation.QosIds ids =
                new Expectation.QosIds(fields.integer("rcid", 0, 4095), fields.integer("mcid", 0, 4095));
        fields.done();
        return ids;
    }

    private static Expectation.TableAccess access(Fields fields) {
        Expectation.TableAccess access = new Expectation.TableAccess(
                fields.hex("addr", Long.SIZE), fields.integer("rcid", 0, 4095), fields.integer("mcid", 0, 4095));
        fields.done();
        return access;
    }
}
