package dev.pagewalk.testbench.golden;

/** A queue that the IOMMU fills: fault queue and page-request queue [IOMMU §8 queue rules]. */
class RecordQueue extends InMemoryQueue {
    static final long OVERFLOW = 1 << 9;

    private final AccessKind kind;
    private final Interrupts.Source source;

    RecordQueue(
            Capabilities capabilities,
            ImplicitAccessPort port,
            RegisterState registers,
            Interrupts interrupts,
            int entryBytes,
            AccessKind kind,
            Interrupts.Source source) {
        super(capabilities, port, registers, interrupts, entryBytes, MEMORY_FAULT | OVERFLOW);
        this.kind = kind;
        this.source = source;
    }

    /** How an attempt to append ended. */
    enum Append {
        DONE,
        OFF,
        FULL,
        FAULTED
    }

    /** Appends a record, or drops it and says why; the tail moves only after the data [IOMMU §8]. */
    Append append(long... doublewords) {
        if (!on()) {
            return Append.OFF;
        }
        if (anyStatus(MEMORY_FAULT)) {
            return Append.FAULTED;
        }
        if (anyStatus(OVERFLOW)) {
            return Append.FULL;
        }
        if (full()) {
            setStatus(OVERFLOW);
            return Append.FULL;
        }
        long address = entryAddress(tail);
        for (int i = 0; i < doublewords.length; i++) {
            if (writeEntryWord(kind, address + (long) i * Long.BYTES, doublewords[i]) != AccessOutcome.OK) {
                setStatus(MEMORY_FAULT);
                return Append.FAULTED;
            }
        }
        tail = (tail + 1) & indexMask();
        if (interruptEnabled()) {
            interrupts.raise(source);
        }
        return Append.DONE;
    }

    void writeHead(long value) {
        head = value & indexMask();
    }

    @Override
    void trimSoftwareIndex() {
        head &= indexMask();
    }

    @Override
    void enabled() {
        tail = 0;
    }

    @Override
    boolean levelCondition() {
        return anyStatus(MEMORY_FAULT | OVERFLOW);
    }

    @Override
    Interrupts.Source source() {
        return source;
    }
}
