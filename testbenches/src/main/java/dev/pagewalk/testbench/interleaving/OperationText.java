package dev.pagewalk.testbench.interleaving;

import java.util.LinkedHashMap;
import java.util.Map;

/** An operation as a line, such as {@code READ delay=7 device=1 slot=2 amount=16}; what is 0 is left out. */
final class OperationText {
    private OperationText() {}

    static String format(Operation operation) {
        StringBuilder line = new StringBuilder(operation.kind().name());
        Map<String, Integer> fields = new LinkedHashMap<>();
        fields.put("delay", operation.delay());
        fields.put("device", operation.device());
        fields.put("domain", operation.domain());
        fields.put("slot", operation.slot());
        fields.put("page", operation.page());
        fields.put("amount", operation.amount());
        fields.put("option", operation.option());
        fields.forEach((name, value) -> {
            if (value != 0) {
                line.append(' ').append(name).append('=').append(value);
            }
        });
        return line.toString();
    }

    static Operation parse(String line) {
        String[] words = line.strip().split(" +", -1);
        Map<String, Integer> fields = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 0 || fields.put(words[i].substring(0, equals), number(words[i], equals + 1)) != null) {
                throw new IllegalArgumentException("operation: not NAME=NUMBER once each: line=" + line);
            }
        }
        Operation operation = new Operation(
                kind(words[0]),
                take(fields, "delay"),
                take(fields, "device"),
                take(fields, "domain"),
                take(fields, "slot"),
                take(fields, "page"),
                take(fields, "amount"),
                take(fields, "option"));
        if (!fields.isEmpty()) {
            throw new IllegalArgumentException("operation: unknown field: name="
                    + fields.keySet().iterator().next() + ", line=" + line);
        }
        return operation;
    }

    private static int take(Map<String, Integer> fields, String name) {
        Integer value = fields.remove(name);
        return value == null ? 0 : value;
    }

    private static Operation.Kind kind(String word) {
        for (Operation.Kind kind : Operation.Kind.values()) {
            if (kind.name().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("operation: unknown kind: name=" + word);
    }

    private static int number(String word, int from) {
        try {
            return Integer.parseInt(word.substring(from));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("operation: not a number: word=" + word, e);
        }
    }
}
