package dev.pagewalk.testbench.golden;

/** Bit fields of 64-bit words, written as the specification writes them: {@code field(word, high, low)}. */
final class Bits {
    private Bits() {}

    /** Bits {@code high:low} of {@code word}, right aligned. */
    static long field(long word, int high, int low) {
        return (word >>> low) & ones(high - low + 1);
    }

    static boolean bit(long word, int position) {
        return ((word >>> position) & 1) != 0;
    }

    /** A word whose {@code count} lowest bits are one. */
    static long ones(int count) {
        return count >= Long.SIZE ? -1L : (1L << count) - 1;
    }

    /** A word with ones in bits {@code high:low}. */
    static long mask(int high, int low) {
        return ones(high - low + 1) << low;
    }

    /** True when {@code value} does not fit in {@code width} bits, 0..63. */
    static boolean wider(long value, int width) {
        return (value >>> width) != 0;
    }
}
