package dev.pagewalk.testbench.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one line of a vector file, strictly: an unknown key, operation or profile is an error [VECTORS §1, §2]. */
public final class ScenarioParser {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<String, DeviceRequest.Origin> ORIGINS = Map.of(
            "u", DeviceRequest.Origin.UNTRANSLATED,
            "t", DeviceRequest.Origin.TRANSLATED,
            "ats", DeviceRequest.Origin.ATS);
    private static final Map<String, DeviceRequest.Access> ACCESSES = Map.of(
            "r", DeviceRequest.Access.READ,
            "w", DeviceRequest.Access.WRITE,
            "x", DeviceRequest.Access.EXECUTE);
    private static final Map<String, Scenario.BadKind> BAD_KINDS =
            Map.of("access", Scenario.BadKind.ACCESS, "poison", Scenario.BadKind.POISON);

    private static final int MAP_BYTES = 4096;

    private ScenarioParser() {}

    /** The scenario on this line; anything wrong is a {@link VectorFormatException} that says where. */
    public static Scenario parse(String line) {
        JsonNode root;
        try {
            root = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new VectorFormatException("not a JSON object: " + e.getOriginalMessage(), e);
        }
        return scenario(new Fields(root, "scenario"));
    }

    private static Scenario scenario(Fields fields) {
        String id = fields.text("id");
        String profile = fields.oneOf("profile", Profiles.NAMES);
        Scenario scenario = new Scenario(
                id,
                fields.text("cat"),
                fields.textSet("uses", Profiles.USES),
                config(fields.object("cfg"), profile, fields.hex("caps", Long.SIZE)),
                fields.words("mem"),
                bad(fields),
                fields.objects("ops", (f, i) -> operation(f)),
                fields.optionalText("comment"));
        fields.done();
        return scenario;
    }

    private static ScenarioConfig config(Fields fields, String profile, long capabilities) {
        ScenarioConfig config = new ScenarioConfig(
                profile,
                capabilities,
                fields.integer("fctl", 0, 7),
                fields.integer("num_hpm", 0, 31),
                fields.integer("hpm_bits", 0, 64),
                fields.integer("vec_bits", 0, 4),
                fields.flag("gxl_writable"),
                fields.flag("be_writable"),
                fields.hex("qos_mask", Integer.SIZE),
                fields.optionalInteger("itags", 1, 32, ScenarioConfig.DEFAULT_INVALIDATION_TAGS));
        fields.done();
        return config;
    }

    private static List<Scenario.BadRange> bad(Fields fields) {
        List<Scenario.BadRange> ranges = new ArrayList<>();
        for (JsonNode range : fields.array("bad")) {
            if (!range.isArray() || range.size() != 3) {
                throw new VectorFormatException(fields.where() + ".bad: expected [base, size, kind], found " + range);
            }
            Scenario.BadKind kind = BAD_KINDS.get(range.get(2).asText());
            if (kind == null) {
                throw new VectorFormatException(fields.where() + ".bad: unknown kind: " + range.get(2));
            }
            ranges.add(new Scenario.BadRange(
                    fields.hexElement(range.get(0), "bad", Long.SIZE),
                    fields.hexElement(range.get(1), "bad", Long.SIZE),
                    kind));
        }
        return ranges;
    }

    private static Operation operation(Fields fields) {
        String name = fields.text("op");
        Expectation expectation = ExpectationParser.read(fields, name);
        Operation operation =
                switch (name) {
                    case "reg_w" -> registerWrite(fields, expectation);
                    case "reg_r" -> registerRead(fields, expectation);
                    case "mem_w" -> new Operation.MemoryWrite(fields.words("w"), expectation);
                    case "cmd" -> commands(fields, expectation);
                    case "req" -> new Operation.Request(request(fields), expectation);
                    case "dbg" -> debug(fields, expectation);
                    case "preq" -> new Operation.PageRequest(pageRequest(fields), expectation);
                    case "inval_done" -> invalidationDone(fields, expectation);
                    case "inval_timeout" -> new Operation.InvalidationTimeout(nth(fields), expectation);
                    case "wait" -> new Operation.Wait(fields.integer("cycles", 1, 1_000_000), expectation);
                    default -> throw new VectorFormatException(fields.where() + ": unknown op: " + name);
                };
        fields.optionalText("comment");
        fields.done();
        return operation;
    }

    private static int offset(Fields fields, int size) {
        int offset = fields.integer("off", 0, MAP_BYTES - size);
        if (offset % size != 0) {
            throw new VectorFormatException(fields.where() + ": off is not aligned: off=" + offset + ", size=" + size);
        }
        return offset;
    }

    private static int size(Fields fields) {
        int size = fields.integer("size", Integer.BYTES, Long.BYTES);
        if (size != Integer.BYTES && size != Long.BYTES) {
            throw new VectorFormatException(fields.where() + ": size must be 4 or 8: size=" + size);
        }
        return size;
    }

    private static Operation registerWrite(Fields fields, Expectation expectation) {
        int size = size(fields);
        return new Operation.RegisterWrite(
                offset(fields, size), size, fields.hex("val", size * Byte.SIZE), expectation);
    }

    private static Operation registerRead(Fields fields, Expectation expectation) {
        int size = size(fields);
        return new Operation.RegisterRead(
                offset(fields, size),
                size,
                fields.optionalHex("mask", size * Byte.SIZE, -1),
                fields.hex("val", size * Byte.SIZE),
                fields.optionalFlag("least"),
                expectation);
    }

    private static Operation commands(Fields fields, Expectation expectation) {
        fields.optionalText("text");
        return new Operation.Commands(fields.words("w"), fields.integer("cqt", 0, Integer.MAX_VALUE), expectation);
    }

    private static DeviceRequest request(Fields fields) {
        DeviceRequest.Origin origin = ORIGINS.get(fields.oneOf("at", ORIGINS.keySet()));
        int length = fields.optionalInteger("len", 1, 64, 0);
        return new DeviceRequest(
                fields.hexInt("did", 24),
                origin,
                ACCESSES.get(fields.oneOf("acc", ACCESSES.keySet())),
                fields.hex("iova", Long.SIZE),
                fields.optionalFlag("pv"),
                (int) fields.optionalHex("pid", 20, 0),
                fields.optionalFlag("priv"),
                fields.optionalFlag("nw"),
                fields.optionalFlag("x"),
                fields.optionalFlag("cxl"),
                length,
                length == 0 ? 0 : (int) fields.optionalHex("data", Integer.SIZE, 0),
                fields.optionalFlag("internal_error"));
    }

    private static Operation debug(Fields fields, Expectation expectation) {
        return new Operation.Debug(
                fields.hexInt("did", 24),
                fields.flag("pv"),
                fields.hexInt("pid", 20),
                fields.flag("priv"),
                fields.flag("exe"),
                fields.flag("nw"),
                fields.hex("iova", Long.SIZE),
                expectation);
    }

    private static PageRequestMessage pageRequest(Fields fields) {
        return new PageRequestMessage(
                fields.hexInt("rid", 16),
                fields.flag("dsv"),
                fields.integer("dseg", 0, 255),
                fields.flag("pv"),
                fields.hexInt("pid", 20),
                fields.flag("priv"),
                fields.flag("exec"),
                fields.hex("payload", Long.SIZE));
    }

    private static int nth(Fields fields) {
        return fields.integer("nth", 0, Integer.MAX_VALUE);
    }

    private static Operation invalidationDone(Fields fields, Expectation expectation) {
        return new Operation.InvalidationDone(
                nth(fields),
                fields.hexInt("rid", 16),
                fields.flag("dsv"),
                fields.integer("dseg", 0, 255),
                fields.integer("cc", 1, 8),
                expectation);
    }
}
