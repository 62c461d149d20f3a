package dev.pagewalk.testbench.golden;

import java.util.ArrayList;
import java.util.List;

/**
 * The model's only way to memory: byte order, PAS limit, QoS ids and observers for every implicit access
 * [IOMMU §11, §13, §14].
 */
final class ImplicitAccessPort {
    private final GoldenMemory memory;
    private final Capabilities capabilities;
    private final ImplicitAccess access = new ImplicitAccess();
    private final List<AccessObserver> observers = new ArrayList<>();
    private final PendingUpdates updates = new PendingUpdates();
    private TableReader tableReader = this::readMemory;

    ImplicitAccessPort(GoldenMemory memory, Capabilities capabilities) {
        this.memory = memory;
        this.capabilities = capabilities;
    }

    void addObserver(AccessObserver observer) {
        observers.add(observer);
    }

    /** Puts a cache in front of the tables; {@code null} takes it away. */
    void tableReader(TableReader reader) {
        tableReader = reader == null ? this::readMemory : reader;
    }

    /** The access to describe before one of the operations; tags are cleared. */
    ImplicitAccess begin(AccessKind kind, int rcid, int mcid) {
        access.clearTags();
        access.kind = kind;
        access.rcid = rcid;
        access.mcid = mcid;
        return access;
    }

    /** Reads an entry of 4 to 64 bytes; its doublewords are then available through {@link #word}. */
    AccessOutcome read(long address, int size) {
        describe(ImplicitAccess.Operation.READ, address, size);
        if (Bits.wider(address, capabilities.pas)) {
            return done(AccessOutcome.ACCESS_FAULT);
        }
        if (!access.kind.isTable()) {
            return done(readMemory(access));
        }
        AccessOutcome outcome = tableReader.read(access);
        updates.apply(access);
        return done(outcome);
    }

    /** Doubleword {@code index} of the entry just read, in the byte order of its table. */
    long word(int index, boolean bigEndian) {
        return bigEndian ? Long.reverseBytes(access.words[index]) : access.words[index];
    }

    /** The 4-byte entry just read. */
    long halfWord(boolean bigEndian) {
        int raw = (int) ((access.address & 4) == 0 ? access.words[0] : access.words[0] >>> 32);
        return (bigEndian ? Integer.reverseBytes(raw) : raw) & 0xffff_ffffL;
    }

    AccessOutcome write(long address, int size, long value, boolean bigEndian) {
        describe(ImplicitAccess.Operation.WRITE, address, size);
        access.value = ordered(value, size, bigEndian);
        if (Bits.wider(address, capabilities.pas)) {
            return done(AccessOutcome.ACCESS_FAULT);
        }
        return done(memory.write(address, size, access.value));
    }

    /** Plans an A/D update of the entry just described by {@link #begin}; {@code lost} runs when it found another value. */
    void plan(long address, int size, long expected, long desired, boolean bigEndian, StageWalk walk, Runnable lost) {
        describe(ImplicitAccess.Operation.PLANNED_UPDATE, address, size);
        access.value = ordered(desired, size, bigEndian);
        updates.plan(access, ordered(expected, size, bigEndian), access.value, walk, lost);
        done(AccessOutcome.OK);
    }

    /** Makes the planned updates; false when the tables have changed since they were read [IOMMU §4]. */
    boolean commitUpdates() {
        return updates.isEmpty() || updates.commit(this);
    }

    /** Forgets updates of a request that has faulted. */
    void dropUpdates() {
        updates.clear();
    }

    /** Atomic update of an entry, values as in memory; {@link #found} is then the value that was there. */
    AccessOutcome compareAndSwap(ImplicitAccess tags, long expected, long desired) {
        access.copyTags(tags);
        describe(ImplicitAccess.Operation.COMPARE_AND_SWAP, tags.address, tags.size);
        access.value = desired;
        return done(memory.compareAndSwap(tags.address, tags.size, expected, desired));
    }

    /** The value that the last {@link #compareAndSwap} found. */
    long found() {
        return memory.data();
    }

    AccessOutcome fetchOr(long address, long bits) {
        describe(ImplicitAccess.Operation.FETCH_OR, address, Long.BYTES);
        access.value = bits;
        if (Bits.wider(address, capabilities.pas)) {
            return done(AccessOutcome.ACCESS_FAULT);
        }
        return done(memory.fetchOr(address, bits));
    }

    private void describe(ImplicitAccess.Operation operation, long address, int size) {
        access.operation = operation;
        access.address = address;
        access.size = size;
    }

    private AccessOutcome done(AccessOutcome outcome) {
        access.outcome = outcome;
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).onAccess(access);
        }
        return outcome;
    }

    private AccessOutcome readMemory(ImplicitAccess wanted) {
        AccessOutcome worst = AccessOutcome.OK;
        int count = wanted.wordCount();
        for (int i = 0; i < count; i++) {
            worst = memory.read64(wanted.wordAddress(i)).worse(worst);
            wanted.words[i] = memory.data();
        }
        return worst;
    }

    private static long ordered(long value, int size, boolean bigEndian) {
        if (size == Integer.BYTES) {
            return (bigEndian ? Integer.reverseBytes((int) value) : value) & 0xffff_ffffL;
        }
        return bigEndian ? Long.reverseBytes(value) : value;
    }
}
