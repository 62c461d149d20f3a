package dev.pagewalk.testbench.vectors.rtl;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.vectors.WrittenWord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What memory holds according to the commit events, and what the design wrote since it was last asked. */
final class ObservedMemory {
    private final TreeMap<Long, Long> words = new TreeMap<>();
    private final TreeMap<Long, Long> before = new TreeMap<>();

    /** The doubleword at an aligned address; untouched memory is zero. */
    long read(long address) {
        return words.getOrDefault(address, 0L);
    }

    /** A store by software, or a poke. */
    void store(long address, long data, int strobe) {
        long mask = ShadowMemory.laneMask(strobe);
        words.put(address, (read(address) & ~mask) | (data & mask));
    }

    /** A store by the IOMMU or a device. */
    void storeByDesign(long address, long data, int strobe) {
        if (strobe != 0) {
            before.putIfAbsent(address, read(address));
            store(address, data, strobe);
        }
    }

    /** Words that the design wrote since the last call. */
    List<WrittenWord> takeWrites() {
        if (before.isEmpty()) {
            return List.of();
        }
        List<WrittenWord> writes = new ArrayList<>();
        before.forEach((address, old) -> writes.add(new WrittenWord(address, old, read(address))));
        before.clear();
        return writes;
    }

    /** Addresses of all doublewords that are not zero, in order. */
    List<Long> used() {
        return words.entrySet().stream()
                .filter(word -> word.getValue() != 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Memory has been cleared. */
    void clear() {
        words.clear();
        before.clear();
    }
}
