package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.command.HostStore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A context of a device or process that is rewritten as software must: V cleared, then the other doublewords, then the
 * one with V. Mostly it becomes valid again, and now and then stays away.
 *
 * @param address where it lies in memory
 * @param bigEndian byte order of its directory
 * @param versions draws all its doublewords
 */
record Context(long address, boolean bigEndian, Supplier<long[]> versions, long removal) implements Change {
    private static final long VALID = 1;

    @Override
    public List<HostStore> stores() {
        long[] words = versions.get();
        List<HostStore> stores = new ArrayList<>();
        stores.add(store(0, words[0] & ~VALID));
        for (int word = words.length - 1; word >= 0; word--) {
            stores.add(store(word, words[word]));
        }
        return stores;
    }

    private HostStore store(int word, long value) {
        long place = address + (long) word * Long.BYTES;
        return new HostStore(place, Long.BYTES, Slot.inMemory(value, Long.BYTES, bigEndian));
    }

    @Override
    public long page() {
        return -1;
    }

    @Override
    public boolean isPointer() {
        return false;
    }
}
