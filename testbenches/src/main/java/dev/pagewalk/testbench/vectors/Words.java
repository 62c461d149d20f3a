package dev.pagewalk.testbench.vectors;

/** An immutable list of doublewords and their addresses. */
public final class Words {
    /** Takes one doubleword. */
    @FunctionalInterface
    public interface Visitor {
        void visit(long address, long value);
    }

    private final long[] pairs;

    /** From alternating addresses and values. */
    Words(long... pairs) {
        this.pairs = pairs.clone();
    }

    public int size() {
        return pairs.length / 2;
    }

    /** Calls {@code visitor} for each word in the order of the file. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < pairs.length; i += 2) {
            visitor.visit(pairs[i], pairs[i + 1]);
        }
    }
}
