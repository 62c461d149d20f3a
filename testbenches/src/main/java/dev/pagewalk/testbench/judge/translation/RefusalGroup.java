package dev.pagewalk.testbench.judge.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The refusals and the records of one requester, type of access and page, and which record is taken for whose.
 *
 * <p>Each record is taken for at most one refusal and each refusal has at most one record; of all such assignments this
 * keeps a largest one (augmenting paths). A record that has none in a largest assignment has none in truth: it is one
 * too many. A refusal that demands a record is without one only if no largest assignment gives it one: it was lost.
 */
final class RefusalGroup {
    /** Refusals of one group that are remembered; a record belongs to one of the latest. */
    private static final int MOST = 512;

    private final List<WrittenRecord> records = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final boolean merging;
    private int visit;

    /** {@code merging} tells whether a record may stand for identical faults that overlap in time [IOMMU §15]. */
    RefusalGroup(boolean merging) {
        this.merging = merging;
    }

    void add(Refusal refusal) {
        refusals.add(refusal);
        visit++;
        if (!findRecord(refusal) && refusal.demands()) {
            visit++;
            takeOver(refusal);
        }
    }

    void add(WrittenRecord written) {
        records.add(written);
        findRefusal(written);
    }

    /** Gives the refusal a record, if others can be moved so that one is free for it. */
    private boolean findRecord(Refusal refusal) {
        refusal.visit = visit;
        for (WrittenRecord written : records) {
            boolean candidate = refusal.fits(written) && (written.refusal == null || written.refusal.visit != visit);
            if (candidate && (written.refusal == null || findRecord(written.refusal))) {
                link(refusal, written);
                return true;
            }
        }
        return false;
    }

    /**
     * Gives the record a refusal, if others can be moved so that one is free for it. First one that demands a record:
     * pairs are forgotten after a while, and then nobody can take a record over from a refusal that does not need it.
     */
    private void findRefusal(WrittenRecord written) {
        visit++;
        if (!findRefusal(written, true)) {
            visit++;
            findRefusal(written, false);
        }
    }

    /** Looks for a free refusal directly before any is moved, so that a recent record is not paired with an old one. */
    private boolean findRefusal(WrittenRecord written, boolean demanding) {
        for (Refusal refusal : refusals) {
            if (refusal.record == null && refusal.demands() == demanding && refusal.fits(written)) {
                link(refusal, written);
                return true;
            }
        }
        for (Refusal refusal : refusals) {
            if (refusal.record != null && refusal.visit != visit && refusal.fits(written)) {
                refusal.visit = visit;
                if (findRefusal(refusal.record, demanding)) {
                    link(refusal, written);
                    return true;
                }
            }
        }
        return false;
    }

    /** Gives the refusal the record of one that does not need it. */
    private boolean takeOver(Refusal refusal) {
        refusal.visit = visit;
        for (WrittenRecord written : records) {
            Refusal owner = written.refusal;
            if (owner != null && owner.visit != visit && refusal.fits(written)) {
                if (!owner.demands()) {
                    owner.record = null;
                    link(refusal, written);
                    return true;
                }
                if (takeOver(owner)) {
                    link(refusal, written);
                    return true;
                }
            }
        }
        return false;
    }

    private static void link(Refusal refusal, WrittenRecord written) {
        refusal.record = written;
        written.refusal = refusal;
    }

    /** True if a record of another refusal that was in flight at the same time may stand for this one as well. */
    private boolean isMerged(Refusal refusal) {
        for (WrittenRecord written : records) {
            Refusal owner = written.refusal;
            if (merging && owner != null && owner.accepted <= refusal.answered && refusal.fits(written)) {
                return true;
            }
        }
        return false;
    }

    /** The queue lost records at this cycle, perhaps those of the refusals around it that have none yet. */
    void excuse(long cycle) {
        for (Refusal refusal : refusals) {
            boolean around = refusal.accepted <= cycle && refusal.answered >= cycle - RecordQueueWatch.UNDER_WAY;
            refusal.excused |= refusal.record == null && around;
        }
    }

    /** Hands out the records that no refusal is left for: no request accepted before {@code oldest} will be answered. */
    void takeSurplus(long oldest, Consumer<WrittenRecord> surplus) {
        for (int i = 0; i < records.size(); i++) {
            WrittenRecord written = records.get(i);
            if (written.refusal == null && written.cycle() <= oldest) {
                visit++;
                if (!exchange(written, oldest)) {
                    records.remove(i--);
                    surplus.accept(written);
                }
            }
        }
    }

    /** Gives the record a refusal, if others can be moved so that one is free, or loses a record that may wait longer. */
    private boolean exchange(WrittenRecord written, long oldest) {
        for (Refusal refusal : refusals) {
            WrittenRecord held = refusal.record;
            if (refusal.visit != visit && refusal.fits(written)) {
                refusal.visit = visit;
                if (held == null || held.cycle() > oldest || exchange(held, oldest)) {
                    if (held != null && held.refusal == refusal) {
                        held.refusal = null;
                    }
                    link(refusal, written);
                    return true;
                }
            }
        }
        return false;
    }

    /** Hands out the refusals answered before a cycle that demand a record and have none; forgets the others. */
    void takeLost(long before, Consumer<Refusal> lost) {
        for (int i = 0; i < refusals.size(); i++) {
            Refusal refusal = refusals.get(i);
            if (refusal.record == null && refusal.answered < before) {
                visit++;
                if (refusal.demands() && !takeOver(refusal)) {
                    refusals.remove(i--);
                    if (!isMerged(refusal)) {
                        lost.accept(refusal);
                    }
                } else if (refusal.record == null) {
                    refusals.remove(i--);
                }
            }
        }
    }

    /** True if nothing can change any more for the requests and records before {@code oldest}. */
    boolean isSettled(long oldest) {
        for (Refusal refusal : refusals) {
            if (refusal.record == null) {
                return false;
            }
        }
        for (WrittenRecord written : records) {
            if (written.cycle() > oldest) {
                return false;
            }
        }
        return true;
    }

    /** Afterwards a refusal that demands a record has none only if nobody can spare one. */
    private void giveToThoseThatDemand() {
        for (Refusal refusal : refusals) {
            if (refusal.record == null && refusal.demands()) {
                visit++;
                takeOver(refusal);
            }
        }
    }

    /** Forgets the oldest pairs and excused refusals beyond a number that no design keeps waiting. */
    void limit(long oldest) {
        if (refusals.size() > MOST) {
            giveToThoseThatDemand();
        }
        for (int i = 0; refusals.size() > MOST && i < refusals.size(); i++) {
            Refusal refusal = refusals.get(i);
            boolean closed = refusal.record != null && refusal.record.cycle() <= oldest;
            if (closed) {
                records.remove(refusal.record);
            }
            boolean past = refusal.answered < oldest - RecordQueueWatch.UNDER_WAY;
            if (closed || (past && refusal.record == null && !refusal.demands())) {
                refusals.remove(i--);
            }
        }
    }
}
