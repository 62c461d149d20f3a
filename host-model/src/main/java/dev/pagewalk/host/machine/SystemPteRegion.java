package dev.pagewalk.host.machine;

import java.util.BitSet;

/**
 * The scarce run of page-table entries from which system mappings are made.
 *
 * <p>Low and normal priority requests leave a reserve behind (S-MLP-5); high priority takes the last run.
 */
public final class SystemPteRegion {

    private static final int HIGH_PAGE_PRIORITY = 32;
    private static final int NORMAL_PAGE_PRIORITY = 16;

    private final BitSet used = new BitSet();
    private final KernelSettings settings;
    private final AllocationGate gate;
    private int free;

    SystemPteRegion(KernelSettings settings, AllocationGate gate) {
        this.settings = settings;
        this.gate = gate;
        this.free = settings.systemPtes();
    }

    /** Entries not reserved. */
    public int free() {
        return free;
    }

    /** All entries. */
    public int total() {
        return settings.systemPtes();
    }

    /** Reserves a run; returns its first address, or 0 if there is none for this priority. */
    public long reserve(int count, int priority) {
        if (count > free || free < reserveOf(priority) || !gate.admit("system PTEs")) {
            return 0;
        }
        int first = firstFit(count);
        if (first < 0) {
            return 0;
        }
        used.set(first, first + count);
        free -= count;
        return KernelSpace.SYSTEM_PTES + Pages.addressOf(first);
    }

    /** Gives a run back. */
    public void release(long va, int count) {
        int first = (int) Pages.pageOf(va - KernelSpace.SYSTEM_PTES);
        used.clear(first, first + count);
        free += count;
    }

    /** True if the address lies in the region. */
    public boolean contains(long va) {
        long offset = va - KernelSpace.SYSTEM_PTES;
        return offset >= 0 && offset < Pages.addressOf(total());
    }

    private int reserveOf(int priority) {
        if (priority >= HIGH_PAGE_PRIORITY) {
            return 0;
        }
        return priority >= NORMAL_PAGE_PRIORITY ? settings.normalPriorityReserve() : settings.lowPriorityReserve();
    }

    private int firstFit(int count) {
        int first = used.nextClearBit(0);
        while (first + count <= total()) {
            int blocked = used.nextSetBit(first);
            if (blocked < 0 || blocked >= first + count) {
                return first;
            }
            first = used.nextClearBit(blocked);
        }
        return -1;
    }
}
