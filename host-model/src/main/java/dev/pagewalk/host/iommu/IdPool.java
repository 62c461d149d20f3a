package dev.pagewalk.host.iommu;

import java.util.BitSet;

/** Small numbers (GSCID, PSCID) that are handed out lowest first and used again. */
final class IdPool {

    private final BitSet used = new BitSet();
    private final int limit;

    IdPool(int first, int limit) {
        this.limit = limit;
        used.set(0, first);
    }

    /** The lowest free number, -1 if there is none. */
    int take() {
        int id = used.nextClearBit(0);
        if (id >= limit) {
            return -1;
        }
        used.set(id);
        return id;
    }

    void give(int id) {
        used.clear(id);
    }
}
