package dev.pagewalk.testbench.judge.translation;

/** One record of the fault queue [IOMMU §8], or of the page-request queue [IOMMU §9], as memory got it. */
final class WrittenRecord {
    private static final long CAUSE = 0xfff;

    private final long[] words;
    private final long cycle;
    /** The refusal that it is taken for, or null. */
    Refusal refusal;

    WrittenRecord(long[] words, long cycle) {
        this.words = words;
        this.cycle = cycle;
    }

    /** Cycle at which its last doubleword reached memory. */
    long cycle() {
        return cycle;
    }

    long head() {
        return words[0];
    }

    /** Everything of the first doubleword but the cause. */
    long identity() {
        return words[0] & ~CAUSE;
    }

    /** True if the reserved and custom fields are zero. */
    boolean isClean() {
        return words[1] == 0;
    }

    long iotval() {
        return words[2];
    }

    long iotval2() {
        return words[3];
    }

    /** The doubleword at an index. */
    long word(int index) {
        return words[index];
    }

    String describe() {
        return "record 0x%016x, iotval 0x%x, iotval2 0x%x".formatted(words[0], words[2], words[3])
                + (isClean() ? "" : ", reserved 0x%x".formatted(words[1]));
    }
}
