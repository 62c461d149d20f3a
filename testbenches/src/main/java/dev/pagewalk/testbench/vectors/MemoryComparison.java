package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the words that an operation wrote with {@code mem}, {@code mem_alt} and {@code mem_may} [VECTORS §3].
 *
 * <p>{@code mem_may} lists A and D updates made before a fault: either every listed word is old or every listed word
 * has the listed value. Scenarios with {@code mem_may} carry no {@code mem}, so interrupt messages of such an operation
 * are not listed; they follow from §10 and are passed in: each must have been written.
 */
final class MemoryComparison {
    /** An interrupt message that must have been written: its address and the four bytes there. */
    record Message(long address, int bytes) {}

    private final TreeMap<Long, WrittenWord> written = new TreeMap<>();
    private final List<Message> messages;

    /** Takes every written word outside the queues, and the messages that the scenario cannot list. */
    MemoryComparison(List<WrittenWord> writes, QueueWindow faults, QueueWindow pages, List<Message> messages) {
        this.messages = messages;
        for (WrittenWord write : writes) {
            if (!faults.contains(write.address()) && !pages.contains(write.address())) {
                written.put(write.address(), write);
            }
        }
    }

    void compare(Expectation expectation, Differences differences) {
        Map<Long, Long> must = toMap(expectation.memory());
        Map<Long, Long> may = toMap(expectation.memoryMay());
        if (matches(must, Map.of()) || (!may.isEmpty() && matches(must, may))) {
            return;
        }
        if (expectation.memoryAlternative() != null && matches(toMap(expectation.memoryAlternative()), Map.of())) {
            return;
        }
        differences.add("mem", show(expectation), showWritten());
    }

    /** Whether exactly these words, and the messages, were written. */
    private boolean matches(Map<Long, Long> listed, Map<Long, Long> updates) {
        Map<Long, Long> wanted = new TreeMap<>(listed);
        wanted.putAll(updates);
        messages.forEach(message -> announce(message, wanted));
        for (Map.Entry<Long, Long> word : wanted.entrySet()) {
            WrittenWord write = written.get(word.getKey());
            if (write == null || write.after() != word.getValue()) {
                return false;
            }
        }
        for (WrittenWord write : written.values()) {
            if (write.after() != write.before() && !wanted.containsKey(write.address())) {
                return false;
            }
        }
        return true;
    }

    private void announce(Message message, Map<Long, Long> wanted) {
        long address = message.address() & -Long.BYTES;
        WrittenWord write = written.get(address);
        long old = wanted.getOrDefault(address, write == null ? 0 : write.before());
        int shift = (int) (message.address() & 4) * Byte.SIZE;
        long field = 0xffff_ffffL << shift;
        wanted.put(address, (old & ~field) | ((message.bytes() & 0xffff_ffffL) << shift));
    }

    private static Map<Long, Long> toMap(Words words) {
        Map<Long, Long> map = new TreeMap<>();
        if (words != null) {
            words.forEach(map::put);
        }
        return map;
    }

    private String show(Expectation expectation) {
        StringBuilder text = new StringBuilder(showMap(toMap(expectation.memory())));
        if (expectation.memoryAlternative() != null) {
            text.append(" or ").append(showMap(toMap(expectation.memoryAlternative())));
        }
        if (expectation.memoryMay() != null) {
            text.append(" or all of ").append(showMap(toMap(expectation.memoryMay())));
        }
        for (Message message : messages) {
            text.append(" and the message [")
                    .append(Differences.hex(message.address()))
                    .append("]=")
                    .append(Differences.hex(message.bytes() & 0xffff_ffffL));
        }
        return text.toString();
    }

    private String showWritten() {
        Map<Long, Long> map = new TreeMap<>();
        for (Long address : new TreeSet<>(written.keySet())) {
            map.put(address, written.get(address).after());
        }
        return showMap(map);
    }

    private static String showMap(Map<Long, Long> words) {
        if (words.isEmpty()) {
            return "nothing written";
        }
        StringBuilder text = new StringBuilder();
        words.forEach((address, value) -> text.append(text.isEmpty() ? "" : ", ")
                .append('[')
                .append(Differences.hex(address))
                .append("]=")
                .append(Differences.hex(value)));
        return text.toString();
    }
}
