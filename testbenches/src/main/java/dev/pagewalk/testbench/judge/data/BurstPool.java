package dev.pagewalk.testbench.judge.data;

/** Bursts that are free to be used again. */
final class BurstPool {
    private final BurstQueue free = new BurstQueue();

    Burst take() {
        return free.isEmpty() ? new Burst() : free.remove();
    }

    void give(Burst burst) {
        free.add(burst);
    }
}
