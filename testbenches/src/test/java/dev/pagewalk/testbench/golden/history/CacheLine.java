package dev.pagewalk.testbench.golden.history;

/** A kept entry: its doublewords, whether its mapping is global, whether it is a NAPOT page, and its size in bytes. */
final class CacheLine {
    private final long[] words;
    private final boolean global;
    private final boolean napot;
    private final int size;

    CacheLine(long[] words, boolean global, boolean napot, int size) {
        this.words = words;
        this.global = global;
        this.napot = napot;
        this.size = size;
    }

    long first() {
        return words[0];
    }

    void copyTo(long[] target) {
        System.arraycopy(words, 0, target, 0, words.length);
    }

    boolean global() {
        return global;
    }

    boolean napot() {
        return napot;
    }

    int size() {
        return size;
    }
}
