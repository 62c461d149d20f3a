package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.BurstShape;

/**
 * What an AtomicCompare of up to 8 bytes on a bus of 8 asks for: the value at its address is compared with one half of
 * the write data, the other half is stored if they are equal. [AXI5 A6.4]
 *
 * <pre>
 *  address in the lower half:  | compare | swap    |   INCR
 *  address in the upper half:  | swap    | compare |   WRAP
 * </pre>
 *
 * @param address of the doubleword that holds the value
 * @param lanes of the value in it
 * @param expected value that is compared, in its lanes
 * @param desired value that is stored, in its lanes
 */
record AtomicCompare(long address, int lanes, long expected, long desired) {

    /** Decodes a burst whose data are complete. */
    static AtomicCompare of(Burst burst) {
        int half = bytes(burst.shape) / 2;
        int lanes = lanes(burst.address, half);
        long first = burst.data[0];
        long second = burst.data[burst.beats() - 1];
        if (burst.beats() == 1) {
            first >>>= Byte.SIZE * (int) (burst.address & (Long.BYTES - 1) & -2L * half);
            second = first >>> (Byte.SIZE * half);
        }
        boolean upper = (burst.address & half) != 0;
        int shift = Byte.SIZE * (int) (burst.address & (Long.BYTES - 1));
        long mask = ShadowMemory.laneMask(lanes);
        long compared = ((upper ? second : first) << shift) & mask;
        long stored = ((upper ? first : second) << shift) & mask;
        return new AtomicCompare(burst.address & -Long.BYTES, lanes, compared, stored);
    }

    /** Shape of the burst of read data that returns the value found. */
    static int valueShape(int shape) {
        int half = bytes(shape) / 2;
        return BurstShape.of(0, Integer.numberOfTrailingZeros(half), BurstShape.INCR, false);
    }

    private static int lanes(long address, int bytes) {
        return ((1 << bytes) - 1) << (address & (Long.BYTES - 1));
    }

    private static int bytes(int shape) {
        return BurstShape.beats(shape) * BurstShape.beatBytes(shape);
    }
}
