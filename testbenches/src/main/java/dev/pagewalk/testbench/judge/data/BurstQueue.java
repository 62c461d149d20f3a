package dev.pagewalk.testbench.judge.data;

import java.util.Arrays;
import java.util.function.Consumer;

/** First in, first out queue of bursts over an array that grows when it must. */
final class BurstQueue {
    private Burst[] bursts = new Burst[32];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    Burst peek() {
        return size == 0 ? null : bursts[head];
    }

    Burst get(int index) {
        return bursts[(head + index) & (bursts.length - 1)];
    }

    void add(Burst burst) {
        if (size == bursts.length) {
            Burst[] larger = new Burst[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = get(i);
            }
            bursts = larger;
            head = 0;
        }
        bursts[(head + size) & (bursts.length - 1)] = burst;
        size++;
    }

    Burst remove() {
        Burst burst = bursts[head];
        head = (head + 1) & (bursts.length - 1);
        size--;
        return burst;
    }

    void forEach(Consumer<Burst> action) {
        for (int i = 0; i < size; i++) {
            action.accept(get(i));
        }
    }

    void clear() {
        size = 0;
    }

    /** One queue per id. */
    static BurstQueue[] perId(int idWidth) {
        BurstQueue[] queues = new BurstQueue[1 << idWidth];
        Arrays.setAll(queues, id -> new BurstQueue());
        return queues;
    }
}
