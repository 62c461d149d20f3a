package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.ViolationLog;

import java.util.Arrays;
import java.util.List;

/**
 * Accesses of the walker port that no queue explains. Each has to be one that the walks of a request in flight may
 * make: a read of a word on their way, or an update of A and D [IOMMU §14].
 */
final class WalkerAccesses {
    /** Says whether a store made one doubleword out of another. */
    interface Change {
        boolean makes(long before, long after);
    }

    private static final int LINE = 5;
    private static final int ADDRESS = 0;
    private static final int CYCLE = 1;
    private static final int BEFORE = 2;
    private static final int AFTER = 3;
    /** 1 for a store that something else explains as well. */
    private static final int EXPLAINED = 4;

    private final ViolationLog log;
    private final TablePages tables;
    private long[] reads = new long[64 * 2];
    private int readCount;
    private long[] updates = new long[8 * LINE];
    private int updateCount;
    private long checks;

    /** {@code prefetches} tells whether tables may be read without a request as well [IOMMU §12]. */
    WalkerAccesses(ViolationLog log, boolean prefetches) {
        this.log = log;
        tables = prefetches ? new TablePages() : null;
    }

    long checks() {
        return checks;
    }

    /** ddtp was written. */
    void directory(long ddtp) {
        if (tables != null) {
            tables.leads(ddtp);
        }
    }

    void read(long address, long data, long cycle) {
        checks++;
        if (tables != null) {
            boolean mayPrefetch = tables.mayHold(address);
            tables.leads(data);
            if (mayPrefetch) {
                return;
            }
        }
        if (readCount * 2 == reads.length) {
            reads = Arrays.copyOf(reads, reads.length * 2);
        }
        reads[readCount * 2 + ADDRESS] = address;
        reads[readCount * 2 + CYCLE] = cycle;
        readCount++;
    }

    /** A store reached memory; {@code explained} tells that it is something else as well and needs no explanation. */
    void updated(long address, long before, long after, boolean explained, long cycle) {
        if (updateCount * LINE == updates.length) {
            updates = Arrays.copyOf(updates, updates.length * 2);
        }
        int at = updateCount++ * LINE;
        updates[at + ADDRESS] = address;
        updates[at + CYCLE] = cycle;
        updates[at + BEFORE] = before;
        updates[at + AFTER] = after;
        updates[at + EXPLAINED] = explained ? 1 : 0;
        checks++;
    }

    boolean isEmpty() {
        return readCount == 0 && updateCount == 0;
    }

    /** True if an access in this span has no explanation yet. */
    boolean isAnyBetween(long from, long to) {
        for (int i = 0; i < readCount; i++) {
            if (reads[i * 2 + CYCLE] >= from && reads[i * 2 + CYCLE] <= to) {
                return true;
            }
        }
        for (int at = 0; at < updateCount * LINE; at += LINE) {
            if (updates[at + CYCLE] >= from && updates[at + CYCLE] <= to) {
                return true;
            }
        }
        return false;
    }

    /** A request that was in flight from one cycle to another may read these words, in ascending order. */
    void explainReads(long[] words, long from, long to) {
        int kept = 0;
        for (int i = 0; i < readCount; i++) {
            long cycle = reads[i * 2 + CYCLE];
            boolean explained = cycle >= from && cycle <= to && Arrays.binarySearch(words, reads[i * 2 + ADDRESS]) >= 0;
            if (!explained) {
                reads[kept * 2 + ADDRESS] = reads[i * 2 + ADDRESS];
                reads[kept * 2 + CYCLE] = cycle;
                kept++;
            }
        }
        readCount = kept;
    }

    /** A request that was in flight from one cycle to another may make these updates. */
    void explainUpdates(List<Evaluation.Update> permitted, long from, long to) {
        int kept = 0;
        for (int i = 0; i < updateCount; i++) {
            int at = i * LINE;
            boolean inTime = updates[at + CYCLE] >= from && updates[at + CYCLE] <= to;
            if (!inTime || !isAmong(permitted, at)) {
                System.arraycopy(updates, at, updates, kept++ * LINE, LINE);
            }
        }
        updateCount = kept;
    }

    /** Cycle of the first store to a doubleword in a span that made such a change, or -1. */
    long findStore(long address, long from, long to, Change wanted) {
        for (int at = 0; at < updateCount * LINE; at += LINE) {
            long cycle = updates[at + CYCLE];
            boolean here = updates[at + ADDRESS] == (address & -Long.BYTES) && cycle >= from && cycle <= to;
            if (here && wanted.makes(updates[at + BEFORE], updates[at + AFTER])) {
                return cycle;
            }
        }
        return -1;
    }

    /** The store to a doubleword that {@link #findStore} has found is explained. */
    void takeStore(long address, long cycle) {
        for (int at = 0; at < updateCount * LINE; at += LINE) {
            if (updates[at + ADDRESS] == (address & -Long.BYTES) && updates[at + CYCLE] == cycle) {
                int next = at + LINE;
                System.arraycopy(updates, next, updates, at, updateCount * LINE - next);
                updateCount--;
                return;
            }
        }
    }

    private boolean isAmong(List<Evaluation.Update> permitted, int at) {
        for (int i = 0; i < permitted.size(); i++) {
            Evaluation.Update update = permitted.get(i);
            if (update.address() == updates[at + ADDRESS] && update.makes(updates[at + BEFORE], updates[at + AFTER])) {
                return true;
            }
        }
        return false;
    }

    /** True if an access is left that no request from {@code oldest} on can explain. */
    boolean isOverdue(long oldest) {
        for (int i = 0; i < readCount; i++) {
            if (reads[i * 2 + CYCLE] <= oldest) {
                return true;
            }
        }
        for (int i = 0; i < updateCount; i++) {
            if (updates[i * LINE + CYCLE] <= oldest) {
                return true;
            }
        }
        return false;
    }

    /** Reports what no request from {@code oldest} on can explain. */
    void settle(long oldest) {
        int kept = 0;
        for (int i = 0; i < readCount; i++) {
            if (reads[i * 2 + CYCLE] <= oldest) {
                unexplainedRead(i);
            } else {
                System.arraycopy(reads, i * 2, reads, kept++ * 2, 2);
            }
        }
        readCount = kept;
        kept = 0;
        for (int i = 0; i < updateCount; i++) {
            if (updates[i * LINE + CYCLE] <= oldest) {
                if (updates[i * LINE + EXPLAINED] == 0) {
                    unexplainedUpdate(i * LINE);
                }
            } else {
                System.arraycopy(updates, i * LINE, updates, kept++ * LINE, LINE);
            }
        }
        updateCount = kept;
    }

    private void unexplainedRead(int read) {
        log.add(
                "the walker port reads only what a walk of a request in flight, or the command queue, asks for",
                "IOMMU §14",
                "a word on the way of a request",
                "read of 0x" + Long.toHexString(reads[read * 2 + ADDRESS]),
                reads[read * 2 + CYCLE]);
    }

    private void unexplainedUpdate(int at) {
        log.add(
                "the walker port writes only records, fence data, messages, and A or D of entries that grant a request",
                "IOMMU §4, §14",
                "an update that the walk of a request in flight has to make",
                "write of 0x%x: 0x%x to 0x%x"
                        .formatted(updates[at + ADDRESS], updates[at + BEFORE], updates[at + AFTER]),
                updates[at + CYCLE]);
    }

    void reset() {
        readCount = 0;
        updateCount = 0;
        if (tables != null) {
            tables.clear();
        }
    }
}
