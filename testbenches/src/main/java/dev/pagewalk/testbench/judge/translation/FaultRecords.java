package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.judge.ViolationLog;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Compares the records of the fault queue with the requests that were refused. Every record belongs to one refusal for
 * its cause; every refusal with a record due has one, unless the queue was off, full or in error [IOMMU §8]. Hardware
 * may merge identical faults [IOMMU §15]; where it does, a record also stands for others that overlapped in time.
 */
final class FaultRecords implements RecordQueueWatch.Listener {
    private static final long PAGE_OFFSET = 0xfff;
    /** Refusals and records between two looks at those that are overdue. */
    private static final int LOOK_EVERY = 64;

    private static final int MSI_WRITE_FAULT = 273;
    private static final int UPPER_LANES = 0xf0;

    private record Key(long identity, long page) {}

    private final ViolationLog log;
    private final long patience;
    private final boolean merging;
    private final RecordQueueWatch queue;
    private final Map<Key, RefusalGroup> groups = new HashMap<>();
    private int news;
    private long checks;

    /**
     * Records may take {@code patience} cycles from the answer on; {@code merging} tells whether one may stand for
     * identical faults.
     */
    FaultRecords(ViolationLog log, long patience, boolean merging) {
        this.log = log;
        this.patience = patience;
        this.merging = merging;
        queue = new RecordQueueWatch(log, RecordQueueWatch.Queue.FAULT, this);
    }

    /** The queue as pins show it. */
    RecordQueueWatch queue() {
        return queue;
    }

    long checks() {
        return checks;
    }

    void reset(long cycle) {
        groups.clear();
        queue.reset(cycle);
    }

    /** Takes a write of the walker port; true if it lies in the fault queue. */
    boolean written(EventView event, boolean bigEndian) {
        boolean mine = queue.written(event, bigEndian);
        checks += mine ? 1 : 0;
        return mine;
    }

    @Override
    public void recorded(WrittenRecord written) {
        news++;
        if (written.isClean()) {
            group(written.identity(), written.iotval()).add(written);
        } else {
            unexplained(written);
        }
    }

    @Override
    public void losing(long cycle) {
        groups.values().forEach(group -> group.excuse(cycle));
    }

    private RefusalGroup group(long identity, long address) {
        return groups.computeIfAbsent(new Key(identity, address & ~PAGE_OFFSET), unused -> new RefusalGroup(merging));
    }

    /**
     * A request was refused for one of these causes.
     *
     * @param identity first doubleword of its record without the cause
     * @param causes what is permitted, records due and not due
     */
    void refused(long identity, long iova, List<Answer> causes, long accepted, long answered, String text) {
        checks++;
        news++;
        Refusal refusal = new Refusal(identity, iova, causes, accepted, answered, text);
        refusal.excused = queue.mayHaveLost(accepted);
        group(identity, iova).add(refusal);
    }

    /** A store of an interrupt message failed: a record of cause 273 is due, for corrupt data it may come. */
    void messageFailed(EventView event) {
        long address = event.address() + (event.strobe() == UPPER_LANES ? Integer.BYTES : 0);
        Answer recorded = Answer.refused(MSI_WRITE_FAULT, true);
        List<Answer> causes =
                event.isPoison() ? List.of(recorded, Answer.refused(MSI_WRITE_FAULT, false)) : List.of(recorded);
        String text = "an interrupt message to 0x" + Long.toHexString(address);
        refused(0, address, causes, event.cycle() - 1, event.cycle(), text);
    }

    /** True if there is enough to look at. */
    boolean hasNews() {
        return news >= LOOK_EVERY;
    }

    /** Looks, now and then, for what is overdue when every request accepted before {@code oldest} is answered. */
    void settle(long oldest, long now) {
        if (hasNews()) {
            look(oldest, now - patience);
        }
    }

    private void look(long oldest, long answeredBefore) {
        news = 0;
        groups.values().forEach(group -> group.takeSurplus(oldest, this::unexplained));
        Iterator<RefusalGroup> all = groups.values().iterator();
        while (all.hasNext()) {
            RefusalGroup group = all.next();
            group.takeLost(answeredBefore, this::lost);
            if (group.isSettled(oldest)) {
                all.remove();
            } else {
                group.limit(oldest);
            }
        }
    }

    private void unexplained(WrittenRecord written) {
        log.add(
                "every fault record belongs to a request that was refused for its cause",
                "IOMMU §8",
                "a request that was refused in this way and has no record of its own yet",
                written.describe(),
                written.cycle());
    }

    private void lost(Refusal refusal) {
        log.add(
                "a fault record is lost only when the queue is off, full or in error",
                "IOMMU §8 queue rules",
                "a record for " + refusal.causes.get(0).describe(),
                "none for " + refusal.text,
                refusal.answered);
    }

    /** Ends the run: requests from {@code oldest} on are in flight, and the records of all others have been written. */
    void finish(long oldest) {
        look(oldest, Long.MAX_VALUE);
    }
}
