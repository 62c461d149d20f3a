package dev.pagewalk.testbench.vectors;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Strict reading of one JSON object: every key must be known, of its type and in its range. */
final class Fields {
    private static final int MAX_HEX_DIGITS = 16;

    private final JsonNode object;
    private final String where;
    private final Set<String> seen = new HashSet<>();

    Fields(JsonNode object, String where) {
        this.object = object;
        this.where = where;
        if (!object.isObject()) {
            throw new VectorFormatException(where + ": expected an object, found " + describe(object));
        }
    }

    String where() {
        return where;
    }

    boolean has(String key) {
        return object.has(key);
    }

    /** Refuses an object without this key. */
    void require(String key) {
        if (!has(key)) {
            throw new VectorFormatException(where + ": missing key: " + key);
        }
    }

    /** Every key of the object. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Fails on the first key that nobody asked for. */
    void done() {
        for (String name : names()) {
            if (!seen.contains(name)) {
                throw new VectorFormatException(where + ": unknown key: " + name);
            }
        }
    }

    private JsonNode take(String key) {
        seen.add(key);
        JsonNode value = object.get(key);
        if (value == null) {
            throw new VectorFormatException(where + ": missing key: " + key);
        }
        return value;
    }

    private VectorFormatException wrong(String key, String expected, JsonNode found) {
        return new VectorFormatException(where + "." + key + ": expected " + expected + ", found " + describe(found));
    }

    private static String describe(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    String text(String key) {
        JsonNode value = take(key);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong(key, "a non-empty string", value);
        }
        return value.textValue();
    }

    String optionalText(String key) {
        return has(key) ? text(key) : null;
    }

    String oneOf(String key, Set<String> allowed) {
        String value = text(key);
        if (!allowed.contains(value)) {
            throw new VectorFormatException(where + ": unknown " + key + ": " + value);
        }
        return value;
    }

    Set<String> textSet(String key, Set<String> allowed) {
        Set<String> values = new HashSet<>();
        for (JsonNode value : array(key)) {
            if (!value.isTextual() || !allowed.contains(value.textValue())) {
                throw new VectorFormatException(where + "." + key + ": unknown value: " + describe(value));
            }
            values.add(value.textValue());
        }
        return values;
    }

    int integer(String key, int least, int most) {
        JsonNode value = take(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(key, "an integer", value);
        }
        int number = value.intValue();
        if (number < least || number > most) {
            throw wrong(key, least + ".." + most, value);
        }
        return number;
    }

    int optionalInteger(String key, int least, int most, int absent) {
        return has(key) ? integer(key, least, most) : absent;
    }

    Integer nullableInteger(String key, int least, int most) {
        return has(key) ? (Integer) integer(key, least, most) : null;
    }

    boolean flag(String key) {
        return integer(key, 0, 1) == 1;
    }

    boolean optionalFlag(String key) {
        return has(key) && flag(key);
    }

    /** An unsigned hexadecimal string that fits in {@code bits} bits. */
    long hex(String key, int bits) {
        return hexElement(take(key), key, bits);
    }

    int hexInt(String key, int bits) {
        return (int) hex(key, bits);
    }

    long optionalHex(String key, int bits, long absent) {
        return has(key) ? hex(key, bits) : absent;
    }

    Long nullableHex(String key, int bits) {
        return has(key) ? (Long) hex(key, bits) : null;
    }

    long hexElement(JsonNode node, String key, int bits) {
        String text = node.isTextual() ? node.textValue() : "";
        if (!text.startsWith("0x") || text.length() == 2 || text.length() > 2 + MAX_HEX_DIGITS) {
            throw wrong(key, "an unsigned hexadecimal string", node);
        }
        long value;
        try {
            value = Long.parseUnsignedLong(text.substring(2), 16);
        } catch (NumberFormatException e) {
            throw wrong(key, "an unsigned hexadecimal string", node);
        }
        if (bits < Long.SIZE && (value >>> bits) != 0) {
            throw wrong(key, "at most " + bits + " bits", node);
        }
        return value;
    }

    JsonNode array(String key) {
        JsonNode value = take(key);
        if (!value.isArray()) {
            throw wrong(key, "a list", value);
        }
        return value;
    }

    Fields object(String key) {
        return new Fields(take(key), where + "." + key);
    }

    <T> List<T> objects(String key, BiFunction<Fields, Integer, T> reader) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : array(key)) {
            int index = values.size();
            values.add(reader.apply(new Fields(element, where + "." + key + "[" + index + "]"), index));
        }
        return values;
    }

    /** A list of {@code [address, value]} with 8-byte aligned addresses. */
    Words words(String key) {
        long[] flat = new long[array(key).size() * 2];
        int next = 0;
        for (long[] pair : tuples(key, 2)) {
            flat[next++] = pair[0];
            flat[next++] = pair[1];
        }
        return new Words(flat);
    }

    Words optionalWords(String key) {
        return has(key) ? words(key) : null;
    }

    /** A list of tuples of hexadecimal strings; the first of each is an 8-byte aligned address. */
    List<long[]> tuples(String key, int arity) {
        List<long[]> tuples = new ArrayList<>();
        for (JsonNode tuple : array(key)) {
            if (!tuple.isArray() || tuple.size() != arity) {
                throw wrong(key, "tuples of " + arity, tuple);
            }
            long[] values = new long[arity];
            for (int i = 0; i < arity; i++) {
                values[i] = hexElement(tuple.get(i), key, Long.SIZE);
            }
            if ((values[0] & (Long.BYTES - 1)) != 0) {
                throw wrong(key, "an 8-byte aligned address", tuple);
            }
            tuples.add(values);
        }
        return tuples;
    }
}
