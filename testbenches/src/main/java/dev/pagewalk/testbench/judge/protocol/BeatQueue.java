package dev.pagewalk.testbench.judge.protocol;

import java.util.Arrays;

/** Write beats that wait for their address: strobes and the last mark, first in first out; grows when it must. */
final class BeatQueue {
    private static final int LAST = 1 << 16;

    private int[] beats = new int[256];
    private long head;
    private long tail;

    void push(int strobe, boolean last) {
        if (tail - head == beats.length) {
            grow();
        }
        beats[(int) tail & (beats.length - 1)] = strobe | (last ? LAST : 0);
        tail++;
    }

    boolean isEmpty() {
        return head == tail;
    }

    int headStrobe() {
        return beats[(int) head & (beats.length - 1)] & (LAST - 1);
    }

    boolean headIsLast() {
        return (beats[(int) head & (beats.length - 1)] & LAST) != 0;
    }

    void pop() {
        head++;
    }

    void clear() {
        head = tail;
    }

    private void grow() {
        int from = (int) head & (beats.length - 1);
        int[] larger = Arrays.copyOf(Arrays.copyOfRange(beats, from, beats.length), beats.length * 2);
        System.arraycopy(beats, 0, larger, beats.length - from, from);
        tail -= head;
        head = 0;
        beats = larger;
    }
}
