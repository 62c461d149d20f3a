package dev.pagewalk.testbench.judge.translation;

import java.util.List;

/** A request that was refused, or a store of the design's own that failed: whoever may leave a fault record. */
final class Refusal {
    private static final long CAUSE = 0xfff;
    private static final long PAGE_OFFSET = 0xfff;
    private static final long IMPLICIT = 1;

    /** First doubleword of its record, CAUSE left out. */
    final long identity;
    /** IOVA, or what else iotval holds. */
    final long iova;
    /** What is permitted, records due and not due. */
    final List<Answer> causes;

    final long accepted;
    final long answered;
    final String text;
    /** True if it has to have a record unless the queue loses it. */
    final boolean due;
    /** The record that is taken for its own, or null. */
    WrittenRecord record;
    /** The queue may have lost its record. */
    boolean excused;
    /** Search in which it was looked at last. */
    int visit;

    Refusal(long identity, long iova, List<Answer> causes, long accepted, long answered, String text) {
        this.identity = identity;
        this.iova = iova;
        this.causes = causes;
        this.accepted = accepted;
        this.answered = answered;
        this.text = text;
        due = isDue(causes);
    }

    private static boolean isDue(List<Answer> causes) {
        for (Answer answer : causes) {
            if (!answer.recorded()) {
                return false;
            }
        }
        return true;
    }

    /** True if somebody has to answer for it when it stays without a record. */
    boolean demands() {
        return due && !excused;
    }

    /** True if the record may be its own: written after it was accepted, and saying what it was refused for. */
    boolean fits(WrittenRecord written) {
        if (written.cycle() <= accepted || !isAddress(written.iotval(), iova)) {
            return false;
        }
        for (int i = 0; i < causes.size(); i++) {
            Answer answer = causes.get(i);
            if (answer.kind() == Answer.Kind.REFUSED
                    && answer.recorded()
                    && answer.cause() == (written.head() & CAUSE)
                    && isSecond(written.iotval2(), answer.iotval2())) {
                return true;
            }
        }
        return false;
    }

    /** Page offsets may be reported as zero [IOMMU §8]. */
    private static boolean isAddress(long reported, long iova) {
        return reported == iova || reported == (iova & ~PAGE_OFFSET);
    }

    private static boolean isSecond(long reported, long expected) {
        if ((expected & IMPLICIT) == 0) {
            return (reported & ~PAGE_OFFSET) == expected && (reported & 3) == 0;
        }
        return reported == expected || reported == (expected & ~(PAGE_OFFSET & ~3L));
    }
}
