package dev.pagewalk.testbench.vectors;

import dev.pagewalk.testbench.golden.SparseMemory;

import java.util.function.LongConsumer;

/**
 * Carries out an access with a length that ends in plain memory, which the golden model only translates: a write stores
 * its four bytes of data again and again, a read answers the first four bytes.
 */
final class PlainAccess {
    private final SparseMemory memory;
    private final LongConsumer beforeWrite;

    /** Accesses to this memory; the listener hears of each doubleword just before it is written. */
    PlainAccess(SparseMemory memory, LongConsumer beforeWrite) {
        this.memory = memory;
        this.beforeWrite = beforeWrite;
    }

    void write(long address, int length, int data) {
        for (int i = 0; i < length; i++) {
            long aligned = (address + i) & -Long.BYTES;
            int shift = shift(address + i);
            long value = (data >>> (i % Integer.BYTES * Byte.SIZE)) & 0xffL;
            beforeWrite.accept(aligned);
            memory.poke(aligned, (memory.peek(aligned) & ~(0xffL << shift)) | (value << shift));
        }
    }

    /** The first four bytes, or fewer when the access is shorter, little-endian. */
    long read(long address, int length) {
        long data = 0;
        for (int i = 0; i < Math.min(length, Integer.BYTES); i++) {
            long word = memory.peek((address + i) & -Long.BYTES);
            data |= ((word >>> shift(address + i)) & 0xff) << (i * Byte.SIZE);
        }
        return data;
    }

    private static int shift(long address) {
        return (int) (address & (Long.BYTES - 1)) * Byte.SIZE;
    }
}
