package dev.pagewalk.testbench.judge.data;

import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.BurstShape;

import java.util.Arrays;

/** One burst on its way over a bus; objects are used again. */
public final class Burst {
    private static final int DEVICE_MASK = (1 << 24) - 1;

    boolean write;
    boolean atomic;
    int id;
    long address;
    int shape;
    long user;
    long cycle;
    Burst left;
    int beatsIn;
    int beatsOut;
    int beatsAnswered;
    int response;
    long[] data = new long[16];
    int[] strobes = new int[16];

    Burst start(boolean isWrite, int burstId, long burstAddress, int burstShape, long burstUser, long atCycle) {
        write = isWrite;
        atomic = false;
        id = burstId;
        address = burstAddress;
        shape = burstShape;
        user = burstUser;
        cycle = atCycle;
        left = null;
        beatsIn = 0;
        beatsOut = 0;
        beatsAnswered = 0;
        response = 0;
        if (data.length < beats()) {
            data = Arrays.copyOf(data, 256);
            strobes = Arrays.copyOf(strobes, 256);
        }
        return this;
    }

    int beats() {
        return BurstShape.beats(shape);
    }

    /** Adds a beat that came in. */
    void add(long beatData, int strobe) {
        if (beatsIn < data.length) {
            data[beatsIn] = beatData;
            strobes[beatsIn] = strobe;
        }
        beatsIn++;
    }

    /** Bits of the byte lanes that a beat uses; the others carry nothing [AXI A3.4.3]. */
    long usedBits(int beat) {
        return ShadowMemory.laneMask(BurstShape.lanes(address, shape, beat, Long.BYTES));
    }

    boolean isFull() {
        return beatsIn >= beats();
    }

    public boolean isWrite() {
        return write;
    }

    /** AXI id. */
    public int id() {
        return id;
    }

    /** Length, size and type as in {@link BurstShape}. */
    public int shape() {
        return shape;
    }

    /** AxUSER. */
    public long user() {
        return user;
    }

    /** What the bus carried in a beat of a write. */
    public long data(int beat) {
        return data[beat];
    }

    /** Lanes that the bus carried in a beat of a write. */
    public int strobe(int beat) {
        return strobes[beat];
    }

    public long address() {
        return address;
    }

    /** Cycle at which the device's address was accepted. */
    public long cycle() {
        return cycle;
    }

    /** device_id out of AxUSER [23:0]. */
    public int device() {
        return (int) user & DEVICE_MASK;
    }

    /** True for a read for execute, AxUSER [46]. */
    public boolean isExecute() {
        return !write && (user >>> 46 & 1) != 0;
    }

    /** True for one beat of an aligned word: the only access that interrupt files take [IOMMU §6 MRIF store]. */
    public boolean isAlignedWord() {
        return beats() == 1 && BurstShape.beatBytes(shape) == Integer.BYTES && (address & (Integer.BYTES - 1)) == 0;
    }

    /** True for an untranslated request, AxUSER [48:47]. */
    public boolean isUntranslated() {
        return (user >>> 47 & 3) == 0;
    }

    /** The request in words. */
    public String describe() {
        return (write ? "write of 0x" : "read of 0x") + Long.toHexString(address) + " by device " + device() + " (id "
                + id + ", " + BurstShape.describe(shape) + ", cycle " + cycle + ")";
    }
}
