package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The fault queue as pins and memory show it. Every record has a request that was refused for its cause; every request
 * that was refused with a record due has one, its own or one that identical requests in flight share, unless the queue
 * was off, full or in error [IOMMU §8].
 */
final class FaultRecords {
    static final int BASE = 40;
    static final int HEAD_AND_TAIL = 48;
    static final int COMMAND_AND_FAULT_CONTROL = 72;

    private static final int RECORD_BYTES = 32;
    private static final int WORDS = 4;
    private static final int LOWER_HALF = 0x0f;
    private static final long PAGE_OFFSET = 0xfff;
    private static final long IMPLICIT = 1;
    private static final long CAUSE = 0xfff;
    private static final long ENABLE = 1L << 32;
    private static final long ERRORS = 3L << 40;
    private static final int MSI_WRITE_FAULT = 273;
    private static final int MOST_EXCUSED = 64;
    private static final int MOST_RECENT = 128;

    private static final class Written {
        private final long[] words = new long[WORDS];
        private int written;
        private boolean failed;
        private long cycle;
        private boolean explained;
    }

    private static final class Refusal {
        private long identity;
        private long iova;
        private List<Answer> causes;
        private long accepted;
        private long answered;
        private boolean excused;
        private String text;
    }

    private final ViolationLog log;
    private final long patience;
    private final List<Written> records = new ArrayList<>();
    private final List<Refusal> waiting = new ArrayList<>();
    private Written partial = new Written();
    private long base;
    private long register;
    private int slots = 1;
    private int tail;
    private int head;
    private boolean enabled;
    private final Deque<Refusal> recent = new ArrayDeque<>();
    private boolean stopped;
    private long lossyUntil = Long.MIN_VALUE;
    private boolean messageFailed;
    private long checks;

    FaultRecords(ViolationLog log, long patience) {
        this.log = log;
        this.patience = patience;
    }

    long checks() {
        return checks;
    }

    void reset(long cycle) {
        enabled = false;
        stopped = false;
        records.clear();
        waiting.clear();
        partial = new Written();
        tail = 0;
        head = 0;
        lossyUntil = cycle;
    }

    /** True if a record would be lost now, or may be: after an overflow until software has cleared it. */
    private boolean isLossy() {
        return !enabled || stopped || isFull();
    }

    private boolean isFull() {
        return ((tail + 1) & (slots - 1)) == head;
    }

    private void noteLoss(long cycle) {
        if (isLossy()) {
            lossyUntil = cycle;
        }
    }

    void registerWritten(int word, long data, int strobe, long cycle) {
        noteLoss(cycle);
        switch (word) {
            case BASE -> {
                register = ShadowMemory.merge(register, data, strobe);
                base = (register >>> 10 & ((1L << 44) - 1)) << 12;
                slots = 2 << (int) (register & 0x1f);
                head = 0;
            }
            case HEAD_AND_TAIL -> {
                if ((strobe & LOWER_HALF) == LOWER_HALF) {
                    head = (int) data & (slots - 1);
                }
            }
            case COMMAND_AND_FAULT_CONTROL -> {
                if ((strobe >>> 4 & 1) != 0) {
                    control((data & ENABLE) != 0);
                }
                if ((data & ERRORS) != 0 && (strobe >>> 5 & 1) != 0) {
                    stopped = false;
                }
            }
            default -> {}
        }
    }

    private void control(boolean enable) {
        if (enable && !enabled) {
            tail = 0;
            stopped = false;
        }
        enabled = enable;
    }

    /** A store of an interrupt message failed: a record of cause 273 may follow. */
    void messageFailed() {
        messageFailed = true;
    }

    /** Takes a write of the walker port; true if it lies in the fault queue. */
    boolean written(EventView event, boolean bigEndian) {
        long offset = event.address() - base;
        if ((base == 0 && register == 0) || offset < 0 || offset >= (long) slots * RECORD_BYTES) {
            return false;
        }
        checks++;
        int slot = (int) (offset / RECORD_BYTES);
        if (slot != tail && event.isSound()) {
            log.add(
                    "fault records are written at the tail of the queue",
                    "IOMMU §6 fqt",
                    "slot " + tail,
                    "write of 0x" + Long.toHexString(event.address()) + ", slot " + slot,
                    event.cycle());
        }
        partial.words[(int) (offset >>> 3) & (WORDS - 1)] = bigEndian ? Long.reverseBytes(event.data()) : event.data();
        partial.written |= 1 << (int) (offset >>> 3 & (WORDS - 1));
        partial.failed |= !event.isSound();
        if (partial.written == (1 << WORDS) - 1) {
            complete(event.cycle());
        }
        return true;
    }

    private void complete(long cycle) {
        Written record = partial;
        partial = new Written();
        record.cycle = cycle;
        if (record.failed) {
            // it is lost, and so is what comes after it until software clears the error
            stopped = true;
            waiting.forEach(refusal -> refusal.excused = true);
            return;
        }
        noteLoss(cycle);
        stopped = false;
        tail = (tail + 1) & (slots - 1);
        long cause = record.words[0] & CAUSE;
        record.explained = cause == MSI_WRITE_FAULT && messageFailed;
        Refusal owner = null;
        for (Refusal refusal : waiting) {
            if (matches(record, refusal)) {
                // the others may share it, or have records of their own
                record.explained = true;
                refusal.excused = true;
                owner = isExact(record, refusal) && isCloser(refusal, owner) ? refusal : owner;
            }
        }
        waiting.remove(owner);
        records.add(record);
        if (isFull()) {
            // what is under way may find the queue full, and then nothing is written until software clears that
            stopped = true;
            waiting.forEach(refusal -> refusal.excused = true);
        }
    }

    /** Software has read fqcsr: without an error bit records are written. */
    void controlRead(long data, long cycle) {
        if ((data & ERRORS) == 0 && !isFull()) {
            noteLoss(cycle);
            stopped = false;
        }
    }

    /** A record without a page offset may belong to another request of the page. */
    private static boolean isExact(Written record, Refusal refusal) {
        return record.words[2] == refusal.iova;
    }

    /** Of two refusals that a record fits, the one that fewer other records would fit. */
    private static boolean isCloser(Refusal one, Refusal other) {
        return other == null || one.causes.size() < other.causes.size();
    }

    /**
     * A request was refused for one of these causes.
     *
     * @param identity first doubleword of its record without the cause
     * @param causes what is permitted, records due and not due
     */
    void refused(long identity, long iova, List<Answer> causes, long accepted, long answered, String text) {
        checks++;
        Refusal refusal = new Refusal();
        refusal.identity = identity;
        refusal.iova = iova;
        refusal.causes = causes;
        refusal.accepted = accepted;
        refusal.answered = answered;
        refusal.text = text;
        recent.add(refusal);
        if (recent.size() > MOST_RECENT) {
            recent.remove();
        }
        boolean shared = false;
        for (Written record : records) {
            if (matches(record, refusal)) {
                shared = true;
                boolean own = !record.explained && isExact(record, refusal);
                record.explained = true;
                if (own) {
                    return;
                }
            }
        }
        await(refusal, !shared && isDue(causes));
    }

    /** A record that may come explains itself by this refusal; one that is due has to come. */
    private void await(Refusal refusal, boolean due) {
        boolean lossy = isLossy() || lossyUntil >= refusal.accepted;
        refusal.excused = lossy || !due;
        if (!enabled && lossy) {
            return;
        }
        stopped |= due && isFull();
        if (refusal.excused && waiting.size() >= MOST_EXCUSED) {
            forgetOldestExcused();
        }
        waiting.add(refusal);
    }

    private void forgetOldestExcused() {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).excused) {
                waiting.remove(i);
                return;
            }
        }
    }

    private static boolean isDue(List<Answer> causes) {
        for (Answer answer : causes) {
            if (!answer.recorded()) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(Written record, Refusal refusal) {
        boolean same = record.cycle > refusal.accepted
                && (record.words[0] & ~CAUSE) == refusal.identity
                && record.words[1] == 0
                && isAddress(record.words[2], refusal.iova);
        if (!same) {
            return false;
        }
        for (Answer answer : refusal.causes) {
            if (answer.kind() == Answer.Kind.REFUSED
                    && answer.recorded()
                    && answer.cause() == (record.words[0] & CAUSE)
                    && isSecond(record.words[3], answer.iotval2())) {
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

    /** Forgets records older than every request in flight: each must have been explained by one by now. */
    void settle(long oldest, long now) {
        for (int i = 0; i < records.size(); i++) {
            Written record = records.get(i);
            if (record.cycle <= oldest) {
                if (!record.explained && !isLikeARecentOne(record)) {
                    unexplained(record);
                }
                records.remove(i--);
            }
        }
        for (int i = 0; i < waiting.size(); i++) {
            Refusal refusal = waiting.get(i);
            if (now - refusal.answered > patience) {
                waiting.remove(i--);
                if (!refusal.excused) {
                    lost(refusal, now);
                }
            }
        }
    }

    /** Several requests of one page, refused together, may have taken each other's records. */
    private boolean isLikeARecentOne(Written record) {
        for (Refusal refusal : recent) {
            if (matches(record, refusal)) {
                return true;
            }
        }
        return false;
    }

    private void unexplained(Written record) {
        log.add(
                "every fault record belongs to a request that was refused for its cause",
                "IOMMU §8",
                "a request that may fail in this way",
                "record 0x%016x, iotval 0x%x, iotval2 0x%x"
                        .formatted(record.words[0], record.words[2], record.words[3]),
                record.cycle);
    }

    private void lost(Refusal refusal, long cycle) {
        log.add(
                "a fault record is lost only when the queue is off, full or in error",
                "IOMMU §8 queue rules",
                "a record for " + refusal.causes.get(0).describe(),
                "none for " + refusal.text,
                cycle);
    }

    /** Ends the run: nothing is in flight and every record has been written. */
    void finish(long cycle) {
        settle(Long.MAX_VALUE, cycle);
        for (Refusal refusal : waiting) {
            if (!refusal.excused) {
                lost(refusal, cycle);
            }
        }
        waiting.clear();
    }

    /** True if nobody waits for anything. */
    boolean isIdle() {
        return records.isEmpty() && waiting.isEmpty();
    }
}
