package dev.pagewalk.testbench.judge.translation;

/**
 * What the specification leaves to an implementation, and a judge allows only to one that makes use of it. A run of
 * hardware that takes no such liberty is judged more sharply without them.
 *
 * @param prefetches tables may be read without a request; such a read sets no A, faults never and keeps no entry with
 *     V=0 [IOMMU §12]
 * @param mergesFaults one record may stand for identical faults that overlap in time [IOMMU §15]
 */
public record Liberties(boolean prefetches, boolean mergesFaults) {
    /** Hardware that reads tables for requests only and writes a record for each fault, such as this project's. */
    public static final Liberties NONE = new Liberties(false, false);

    /** Any hardware that keeps to the specification. */
    public static final Liberties ALL = new Liberties(true, true);
}
