package dev.pagewalk.testbench.judge.protocol;

import java.util.Arrays;

/**
 * The outstanding bursts of one direction of one bus, in the order of their addresses and chained per id. Sequence
 * numbers grow by one per burst; storage grows only when more bursts are outstanding than ever before.
 */
final class Transactions {
    /** No burst. */
    static final long NONE = -1;

    private final long[] headOfId;
    private final long[] tailOfId;
    private long oldest;
    private long end;
    private int mask = 63;
    private long[] start = new long[mask + 1];
    private long[] address = new long[mask + 1];
    private long[] nextOfId = new long[mask + 1];
    private int[] shape = new int[mask + 1];
    private int[] beatsDone = new int[mask + 1];
    private boolean[] live = new boolean[mask + 1];

    Transactions(int idWidth) {
        headOfId = new long[1 << idWidth];
        tailOfId = new long[1 << idWidth];
        clear();
    }

    void clear() {
        Arrays.fill(headOfId, NONE);
        Arrays.fill(live, false);
        oldest = end;
    }

    /** Adds a burst and returns its sequence number. */
    long add(long cycle, int id, long burstAddress, int burstShape) {
        if (end - oldest > mask) {
            grow();
        }
        long sequence = end++;
        int slot = (int) sequence & mask;
        start[slot] = cycle;
        address[slot] = burstAddress;
        shape[slot] = burstShape;
        beatsDone[slot] = 0;
        nextOfId[slot] = NONE;
        live[slot] = true;
        if (headOfId[id] == NONE) {
            headOfId[id] = sequence;
        } else {
            nextOfId[(int) tailOfId[id] & mask] = sequence;
        }
        tailOfId[id] = sequence;
        return sequence;
    }

    /** Oldest burst of the id, or {@link #NONE}. */
    long headOf(int id) {
        return headOfId[id];
    }

    /** Removes the oldest burst of the id. */
    void retire(int id) {
        int slot = (int) headOfId[id] & mask;
        headOfId[id] = nextOfId[slot];
        live[slot] = false;
        while (oldest < end && !live[(int) oldest & mask]) {
            oldest++;
        }
    }

    boolean isEmpty() {
        return oldest == end;
    }

    /** Sequence number of the oldest outstanding burst. */
    long oldest() {
        return oldest;
    }

    /** Sequence number that the next burst will get. */
    long end() {
        return end;
    }

    long start(long sequence) {
        return start[(int) sequence & mask];
    }

    long address(long sequence) {
        return address[(int) sequence & mask];
    }

    int shape(long sequence) {
        return shape[(int) sequence & mask];
    }

    int beatsDone(long sequence) {
        return beatsDone[(int) sequence & mask];
    }

    void countBeat(long sequence) {
        beatsDone[(int) sequence & mask]++;
    }

    private void grow() {
        int newMask = mask * 2 + 1;
        long[] newStart = new long[newMask + 1];
        long[] newAddress = new long[newMask + 1];
        long[] newNext = new long[newMask + 1];
        int[] newShape = new int[newMask + 1];
        int[] newDone = new int[newMask + 1];
        boolean[] newLive = new boolean[newMask + 1];
        for (long sequence = oldest; sequence < end; sequence++) {
            int from = (int) sequence & mask;
            int to = (int) sequence & newMask;
            newStart[to] = start[from];
            newAddress[to] = address[from];
            newNext[to] = nextOfId[from];
            newShape[to] = shape[from];
            newDone[to] = beatsDone[from];
            newLive[to] = live[from];
        }
        start = newStart;
        address = newAddress;
        nextOfId = newNext;
        shape = newShape;
        beatsDone = newDone;
        live = newLive;
        mask = newMask;
    }
}
