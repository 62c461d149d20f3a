package dev.pagewalk.testbench.vectors;

/** The memory of a queue, as its base register says [IOMMU §1 fqb, pqb]. */
final class QueueWindow {
    private final int baseOffset;
    private final int tailOffset;
    private final int entryBytes;
    private long start;
    private long bytes;
    private long tail;

    QueueWindow(int baseOffset, int tailOffset, int entryBytes) {
        this.baseOffset = baseOffset;
        this.tailOffset = tailOffset;
        this.entryBytes = entryBytes;
    }

    void reset() {
        start = 0;
        bytes = 0;
        tail = 0;
    }

    /** Follows a write to the base or control register: the queue may have moved, its tail may have been cleared. */
    void refresh(VectorTarget target) {
        long base = target.readRegister(baseOffset, Long.BYTES);
        start = ((base >>> 10) & ((1L << 44) - 1)) << 12;
        bytes = (2L << (base & 0x1f)) * entryBytes;
        tail = readTail(target);
    }

    long readTail(VectorTarget target) {
        return target.readRegister(tailOffset, Integer.BYTES);
    }

    /** The tail after the previous operation. */
    long tail() {
        return tail;
    }

    void tail(long value) {
        tail = value;
    }

    boolean contains(long address) {
        return Long.compareUnsigned(address - start, bytes) < 0;
    }
}
