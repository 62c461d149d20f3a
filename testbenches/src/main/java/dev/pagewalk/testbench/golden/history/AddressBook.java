package dev.pagewalk.testbench.golden.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the entry of a tag has been found in memory, and when last. A cache looks up by tag, so it may answer with an
 * entry that was read through a pointer that has changed since: when a context has a new root but its GSCID and PSCID
 * are the same, entries of the old tables stay legal until IOTINVAL removes them [IOMMU §12].
 */
final class AddressBook {
    /** Last times at which an entry could be read: at all, and through a global path. */
    static final class Reach {
        private long any = Long.MIN_VALUE;
        private long global = Long.MIN_VALUE;

        long last(boolean throughGlobalPath) {
            return throughGlobalPath ? global : any;
        }
    }

    private final Map<Entry, Map<Long, Reach>> reaches = new HashMap<>();

    /** A request that was in flight until {@code time} could read the entry at {@code address}. */
    void reached(Entry entry, long address, boolean throughGlobalPath, long time) {
        Reach reach = reaches.computeIfAbsent(entry, unused -> new HashMap<>())
                .computeIfAbsent(address, unused -> new Reach());
        reach.any = Math.max(reach.any, time);
        if (throughGlobalPath) {
            reach.global = Math.max(reach.global, time);
        }
    }

    /** Whether the entry was ever reached through a global path: a kept pointer may stand for that path. */
    boolean everGlobal(Entry entry) {
        for (Reach reach : known(entry).values()) {
            if (reach.global != Long.MIN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** Forgets everything. */
    void clear() {
        reaches.clear();
    }

    /** Every address of the entry, and when it could be read there. */
    Map<Long, Reach> known(Entry entry) {
        return reaches.getOrDefault(entry, Map.of());
    }
}
