package dev.pagewalk.testbench.campaign;

import java.util.function.LongSupplier;

/**
 * A table entry that the host may change while devices use it.
 *
 * @param address where it lies in memory
 * @param bytes 4 or 8
 * @param bigEndian byte order of its table
 * @param values draws what to write next
 * @param removal the narrowest command that removes what was cached of it: first doubleword
 * @param page operand ADDR of that command, or -1 if it takes none
 */
record Slot(long address, int bytes, boolean bigEndian, LongSupplier values, long removal, long page) {
    /** A new value in the order of bytes in memory. */
    long draw() {
        long value = values.getAsLong();
        if (!bigEndian) {
            return value;
        }
        return bytes == Long.BYTES
                ? Long.reverseBytes(value)
                : Integer.toUnsignedLong(Integer.reverseBytes((int) value));
    }
}
