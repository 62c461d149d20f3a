package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.state.ShadowMemory;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.ArrayDeque;

/**
 * A queue that the design fills, as pins and memory show it: where its records are, and when and why it may lose some
 * [IOMMU §1, §8 queue rules].
 */
final class RecordQueueWatch {
    /** Which queue. */
    enum Queue {
        FAULT("fault record", "IOMMU §6 fqt", 40, 48, 72, 4, 32),
        PAGE_REQUEST("page request record", "IOMMU §6 pqt", 56, 64, 80, 0, 16);

        private final String what;
        private final String clause;
        private final int base;
        private final int headAndTail;
        private final int control;
        /** First byte lane of its control register. */
        private final int lane;

        private final int recordBytes;

        Queue(String what, String clause, int base, int headAndTail, int control, int lane, int recordBytes) {
            this.what = what;
            this.clause = clause;
            this.base = base;
            this.headAndTail = headAndTail;
            this.control = control;
            this.lane = lane;
            this.recordBytes = recordBytes;
        }
    }

    /** Hears of records and losses. */
    interface Listener {
        /** All of a record is in memory. */
        void recorded(WrittenRecord written);

        /** Records of requests that were accepted up to this cycle may be lost. */
        void losing(long cycle);
    }

    /** A head that software has moved on from. */
    private record Left(int head, long cycle) {}

    /** Cycles that a record may be on its way to memory. */
    static final int UNDER_WAY = 4096;

    private static final int LOWER_HALF = 0x0f;
    private static final int ENABLE = 1;
    private static final int MEMORY_FAULT = 1 << 8;
    private static final int OVERFLOW = 1 << 9;
    private static final int ERRORS = MEMORY_FAULT | OVERFLOW;

    private final ViolationLog log;
    private final Queue queue;
    private final Listener listener;
    private final int words;
    private long[] record;
    private int written;
    private boolean failed;
    private long base;
    private long register;
    private int slots;
    private int tail;
    private int head;
    private boolean headStands;
    private boolean enabled;
    /** The queue has been on since its base was set. */
    private boolean used;

    private boolean mayOverflow;
    private boolean memoryFailed;
    private long offUntil = Long.MIN_VALUE;
    private long fullUntil = Long.MIN_VALUE;
    private long failedUntil = Long.MIN_VALUE;
    private long errorsCleared = Long.MIN_VALUE;
    private final ArrayDeque<Left> left = new ArrayDeque<>();

    RecordQueueWatch(ViolationLog log, Queue queue, Listener listener) {
        this.log = log;
        this.queue = queue;
        this.listener = listener;
        words = queue.recordBytes / Long.BYTES;
        record = new long[words];
        lie(0);
    }

    void reset(long cycle) {
        enabled = false;
        mayOverflow = false;
        memoryFailed = false;
        begin();
        tail = 0;
        lie(0);
        offUntil = cycle;
    }

    private void begin() {
        record = new long[words];
        written = 0;
        failed = false;
    }

    private boolean isFull() {
        return ((tail + 1) & (slots - 1)) == head;
    }

    private boolean mayBeFull() {
        return mayOverflow || (enabled && isFull());
    }

    /** True if a record would be lost now, or may be: after an overflow until software has cleared it. */
    private boolean isLossy() {
        return !enabled || memoryFailed || mayBeFull();
    }

    /** True if the record of a request that was accepted at this cycle and is answered now may have been lost. */
    boolean mayHaveLost(long accepted) {
        return mayHaveBeenOff(accepted) || mayHaveBeenFull(accepted) || mayHaveFailed(accepted);
    }

    /** True if the queue was off at some time since. */
    boolean mayHaveBeenOff(long since) {
        return !enabled || offUntil >= since;
    }

    /** True if the queue was full, or its overflow bit set, at some time since. */
    boolean mayHaveBeenFull(long since) {
        return mayBeFull() || fullUntil >= since;
    }

    /** True if a write to the queue has failed and was not cleared at some time since. */
    boolean mayHaveFailed(long since) {
        return memoryFailed || failedUntil >= since;
    }

    private void noteLoss(long cycle) {
        offUntil = enabled ? offUntil : cycle;
        fullUntil = mayBeFull() ? cycle : fullUntil;
        failedUntil = memoryFailed ? cycle : failedUntil;
    }

    void registerWritten(int word, long data, int strobe, long cycle) {
        noteLoss(cycle);
        if (word == queue.base) {
            lie(ShadowMemory.merge(register, data, strobe));
        } else if (word == queue.headAndTail) {
            if ((strobe & LOWER_HALF) == LOWER_HALF) {
                left.add(new Left(head, cycle));
                head = (int) data & (slots - 1);
                headStands = false;
            }
        } else if (word == queue.control) {
            writeControl((int) (data >>> (queue.lane * Byte.SIZE)), strobe >>> queue.lane, cycle);
        } else {
            return;
        }
        if (isLossy()) {
            listener.losing(cycle);
        }
    }

    /** The queue lies where its base register says, and its head is 0. */
    private void lie(long value) {
        register = value;
        base = (register >>> 10 & ((1L << 44) - 1)) << 12;
        slots = 2 << (int) (register & 0x1f);
        used = enabled;
        head = 0;
        headStands = false;
        left.clear();
    }

    private void writeControl(int value, int strobe, long cycle) {
        if ((strobe & 1) != 0) {
            boolean enable = (value & ENABLE) != 0;
            if (enable && !enabled) {
                left.clear();
                tail = 0;
                mayOverflow = false;
                memoryFailed = false;
                headStands = false;
            }
            enabled = enable;
            used |= enable;
        }
        if ((strobe & 2) != 0) {
            if ((value & OVERFLOW) != 0) {
                mayOverflow = false;
                errorsCleared = cycle;
            }
            memoryFailed &= (value & MEMORY_FAULT) == 0;
        }
    }

    /** Software has read the control register, given with the doubleword around it: without errors records are written. */
    void controlRead(long data, long cycle) {
        if ((data >>> (queue.lane * Byte.SIZE) & ERRORS) == 0 && !isFull()) {
            noteLoss(cycle);
            mayOverflow = false;
            memoryFailed = false;
            errorsCleared = cycle;
        }
    }

    /** True if the doubleword at this offset holds the control register. */
    boolean isControl(int offset) {
        return (offset & -Long.BYTES) == queue.control;
    }

    /** Takes a write of the walker port; true if it lies in the queue, which may be off again. */
    boolean written(EventView event, boolean bigEndian) {
        long offset = event.address() - base;
        if (!used || offset < 0 || offset >= (long) slots * queue.recordBytes) {
            return false;
        }
        if (event.isSound()) {
            checkPlace((int) (offset / queue.recordBytes), event);
        }
        int word = (int) (offset >>> 3) & (words - 1);
        record[word] = bigEndian ? Long.reverseBytes(event.data()) : event.data();
        written |= 1 << word;
        failed |= !event.isSound();
        if (written == (1 << words) - 1) {
            complete(event.cycle());
        }
        return true;
    }

    private void checkPlace(int slot, EventView event) {
        String where = "write of 0x" + Long.toHexString(event.address()) + ", slot " + slot;
        if (slot != tail) {
            log.add(
                    queue.what + "s are written at the tail of the queue",
                    queue.clause,
                    "slot " + tail,
                    where,
                    event.cycle());
        } else if (headStands && isFull()) {
            log.add(
                    "no " + queue.what + " is written into a full queue",
                    "IOMMU §8 queue rules",
                    "nothing before software moves the head from " + head,
                    where,
                    event.cycle());
        }
    }

    private void complete(long cycle) {
        WrittenRecord complete = new WrittenRecord(record, cycle);
        boolean lost = failed;
        begin();
        if (lost) {
            memoryFailed = true;
            listener.losing(cycle);
            return;
        }
        noteLoss(cycle);
        memoryFailed = false;
        tail = (tail + 1) & (slots - 1);
        headStands = true;
        // what is under way may find the queue full, and then nothing is written until software clears that
        mayOverflow = isFull();
        listener.recorded(complete);
        if (mayOverflow) {
            listener.losing(cycle);
        }
        mayHaveFilled(cycle);
    }

    /** This record, under way when software moved the head, has filled the queue of before: what came then is lost. */
    private void mayHaveFilled(long cycle) {
        while (!left.isEmpty() && left.peek().cycle < cycle - UNDER_WAY) {
            left.remove();
        }
        for (Left before : left) {
            if (before.head == ((tail + 1) & (slots - 1))) {
                fullUntil = Math.max(fullUntil, before.cycle);
                mayOverflow |= errorsCleared <= before.cycle;
                listener.losing(before.cycle);
            }
        }
    }
}
