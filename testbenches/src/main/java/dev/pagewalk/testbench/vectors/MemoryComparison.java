package dev.pagewalk.testbench.vectors;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the words that an operation wrote with {@code mem}, {@code mem_alt} and {@code mem_may} [VECTORS §3].
 *
 * <p>{@code mem_may} lists A and D updates of page-table entries before a fault. Whether they happen, and whether an
 * implicit read sets D, is open [IOMMU §15]: each listed bit may be old or new. Where {@code mem_may} is given, {@code
 * mem} is not, so the MSI that announces the fault record is admitted there, and only with the data of its vector.
 */
final class MemoryComparison {
    /** An interrupt message that may have been written: its address and the four bytes there. */
    record Message(long address, int bytes) {}

    private final TreeMap<Long, WrittenWord> written = new TreeMap<>();
    private final Message message;

    /** Takes every written word outside the queues; {@code message} is {@code null} when none is admitted. */
    MemoryComparison(List<WrittenWord> writes, QueueWindow faults, QueueWindow pages, Message message) {
        this.message = message;
        for (WrittenWord write : writes) {
            if (!faults.contains(write.address()) && !pages.contains(write.address())) {
                written.put(write.address(), write);
            }
        }
    }

    void compare(Expectation expectation, Differences differences) {
        if (matches(expectation.memory(), expectation.memoryMay())) {
            return;
        }
        if (expectation.memoryAlternative() != null
                && matches(expectation.memoryAlternative(), expectation.memoryMay())) {
            return;
        }
        differences.add("mem", show(expectation), showWritten());
    }

    private boolean matches(Words required, Words optional) {
        Map<Long, Long> must = toMap(required);
        Map<Long, Long> may = toMap(optional);
        for (Map.Entry<Long, Long> word : must.entrySet()) {
            WrittenWord write = written.get(word.getKey());
            if (write == null || write.after() != word.getValue()) {
                return false;
            }
        }
        for (WrittenWord write : written.values()) {
            boolean permitted = write.after() == write.before()
                    || must.containsKey(write.address())
                    || between(write, may.get(write.address()))
                    || announces(write);
            if (!permitted) {
                return false;
            }
        }
        return true;
    }

    /** True when every bit is the old one or the one listed. */
    private static boolean between(WrittenWord write, Long listed) {
        return listed != null && ((write.after() ^ write.before()) & (write.after() ^ listed)) == 0;
    }

    private boolean announces(WrittenWord write) {
        if (message == null || (message.address() & -Long.BYTES) != write.address()) {
            return false;
        }
        int shift = (int) (message.address() & 4) * Byte.SIZE;
        long field = 0xffff_ffffL << shift;
        long announced = (write.before() & ~field) | ((message.bytes() & 0xffff_ffffL) << shift);
        return write.after() == announced;
    }

    private static Map<Long, Long> toMap(Words words) {
        Map<Long, Long> map = new TreeMap<>();
        if (words != null) {
            words.forEach(map::put);
        }
        return map;
    }

    private static String show(Expectation expectation) {
        StringBuilder text = new StringBuilder(showMap(toMap(expectation.memory())));
        if (expectation.memoryAlternative() != null) {
            text.append(" or ").append(showMap(toMap(expectation.memoryAlternative())));
        }
        if (expectation.memoryMay() != null) {
            text.append(" and possibly ").append(showMap(toMap(expectation.memoryMay())));
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
