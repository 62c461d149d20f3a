package dev.pagewalk.testbench.campaign;

import dev.pagewalk.bridge.command.HostStore;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * A table entry that changes by one store.
 *
 * @param address where it lies in memory
 * @param bytes 4 or 8
 * @param bigEndian byte order of its table
 * @param values draws what to write next
 */
record Slot(long address, int bytes, boolean bigEndian, LongSupplier values, long removal, long page, boolean isPointer)
        implements Change {
    private static final int MOST_DRAWS = 100;

    /** An entry that no command with an address removes. */
    static Slot unaddressed(long address, boolean bigEndian, LongSupplier values, long removal) {
        return new Slot(address, Long.BYTES, bigEndian, values, removal, -1, false);
    }

    @Override
    public List<HostStore> stores() {
        return List.of(new HostStore(address, bytes, inMemory(values.getAsLong(), bytes, bigEndian)));
    }

    /** The same, of a kind if some draws bring one. */
    HostStore store(LongPredicate wanted) {
        long value = values.getAsLong();
        for (int i = 0; i < MOST_DRAWS && !wanted.test(value); i++) {
            value = values.getAsLong();
        }
        return new HostStore(address, bytes, inMemory(value, bytes, bigEndian));
    }

    /** A value in the order of bytes in memory. */
    static long inMemory(long value, int bytes, boolean bigEndian) {
        if (!bigEndian) {
            return value;
        }
        return bytes == Long.BYTES
                ? Long.reverseBytes(value)
                : Integer.toUnsignedLong(Integer.reverseBytes((int) value));
    }
}
