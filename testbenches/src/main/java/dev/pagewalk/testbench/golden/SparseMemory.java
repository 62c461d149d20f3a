package dev.pagewalk.testbench.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A sparse memory of doublewords over the whole 64-bit address space, with ranges that refuse accesses or return
 * corrupt data, and a listener for what the model stores.
 */
public final class SparseMemory implements GoldenMemory {
    private static final int INITIAL_SLOTS = 1 << 12;

    private record Bad(long base, long size, AccessOutcome outcome) {
        boolean covers(long address) {
            return Long.compareUnsigned(address - base, size) < 0;
        }
    }

    private long[] addresses = new long[INITIAL_SLOTS];
    private long[] values = new long[INITIAL_SLOTS];
    private boolean[] used = new boolean[INITIAL_SLOTS];
    private int count;
    private final List<Bad> bad = new ArrayList<>();
    private LongConsumer writeListener = address -> {};
    private long data;

    /** Forgets everything: all memory reads zero and nothing is bad. */
    public void clear() {
        Arrays.fill(used, false);
        count = 0;
        bad.clear();
    }

    /** A store by software: takes effect at once and is not reported as a change. */
    public void poke(long address, long value) {
        int slot = slot(address);
        values[slot] = value;
    }

    /** The doubleword at an 8-byte aligned address, whatever ranges are bad. */
    public long peek(long address) {
        int slot = find(address);
        return used[slot] ? values[slot] : 0;
    }

    /** Reads and writes in {@code [base, base+size)} end with {@code outcome} from now on. */
    public void markBad(long base, long size, AccessOutcome outcome) {
        bad.add(new Bad(base, size, outcome));
    }

    /** Tells {@code listener} the address of each doubleword just before the model stores into it. */
    public void onWrite(LongConsumer listener) {
        writeListener = listener;
    }

    @Override
    public AccessOutcome read64(long address) {
        AccessOutcome outcome = check(address);
        data = peek(address);
        return outcome;
    }

    @Override
    public long data() {
        return data;
    }

    @Override
    public AccessOutcome write(long address, int size, long value) {
        AccessOutcome outcome = check(address);
        if (outcome == AccessOutcome.OK) {
            store(address, size, value);
        }
        return outcome;
    }

    @Override
    public AccessOutcome compareAndSwap(long address, int size, long expected, long desired) {
        AccessOutcome outcome = check(address);
        if (outcome == AccessOutcome.OK) {
            data = load(address, size);
            if (data == expected) {
                store(address, size, desired);
            }
        }
        return outcome;
    }

    @Override
    public AccessOutcome fetchOr(long address, long bits) {
        AccessOutcome outcome = check(address);
        if (outcome == AccessOutcome.OK) {
            data = peek(address);
            store(address, Long.BYTES, data | bits);
        }
        return outcome;
    }

    private AccessOutcome check(long address) {
        AccessOutcome outcome = AccessOutcome.OK;
        for (int i = 0; i < bad.size(); i++) {
            Bad range = bad.get(i);
            if (range.covers(address)) {
                outcome = outcome.worse(range.outcome());
            }
        }
        return outcome;
    }

    private long load(long address, int size) {
        long word = peek(address & -Long.BYTES);
        if (size == Long.BYTES) {
            return word;
        }
        return (word >>> shift(address)) & 0xffff_ffffL;
    }

    private void store(long address, int size, long value) {
        long aligned = address & -Long.BYTES;
        writeListener.accept(aligned);
        int slot = slot(aligned);
        if (size == Long.BYTES) {
            values[slot] = value;
            return;
        }
        int shift = shift(address);
        values[slot] = (values[slot] & ~(0xffff_ffffL << shift)) | ((value & 0xffff_ffffL) << shift);
    }

    private static int shift(long address) {
        return (int) (address & 4) * Byte.SIZE;
    }

    private int slot(long address) {
        int slot = find(address);
        if (!used[slot]) {
            if (count * 2 >= used.length) {
                grow();
                slot = find(address);
            }
            used[slot] = true;
            addresses[slot] = address;
            values[slot] = 0;
            count++;
        }
        return slot;
    }

    private int find(long address) {
        int mask = used.length - 1;
        long hash = (address >>> 3) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (hash >>> 40) & mask;
        while (used[slot] && addresses[slot] != address) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldAddresses = addresses;
        long[] oldValues = values;
        boolean[] oldUsed = used;
        int slots = oldUsed.length * 2;
        addresses = new long[slots];
        values = new long[slots];
        used = new boolean[slots];
        for (int i = 0; i < oldUsed.length; i++) {
            if (oldUsed[i]) {
                int slot = find(oldAddresses[i]);
                used[slot] = true;
                addresses[slot] = oldAddresses[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
