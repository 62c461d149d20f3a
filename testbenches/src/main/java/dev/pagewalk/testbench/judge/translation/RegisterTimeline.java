package dev.pagewalk.testbench.judge.translation;

import dev.pagewalk.testbench.golden.GoldenConfig;
import dev.pagewalk.testbench.judge.state.ShadowMemory;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of fctl, ddtp and iommu_qosid over time. A new value may act as soon as its write is on the pins. The old
 * ones may act until they are known to be over: for ddtp until software has read busy=0 [IOMMU §1 ddtp], for the others
 * until the write is answered.
 */
final class RegisterTimeline {
    static final int FCTL = 8;
    static final int DDTP = 16;
    static final int QOSID = 624;

    private static final long BUSY = 1 << 4;
    private static final long LOW = 0xffff_ffffL;

    /** One set of values, and the cycles between which it may have been in force. */
    static final class Epoch {
        final long fctl;
        final long ddtp;
        final long qosid;
        final long from;
        long until = Long.MAX_VALUE;

        Epoch(long fctl, long ddtp, long qosid, long from) {
            this.fctl = fctl;
            this.ddtp = ddtp;
            this.qosid = qosid;
            this.from = from;
        }

        /** True if it may have been in force at some moment of a span. */
        boolean meets(long start, long end) {
            return from <= end && until >= start;
        }
    }

    private static final int CONTROL_BE = 1;
    private static final int CONTROL_WSI = 2;
    private static final int CONTROL_GXL = 4;
    private static final int INTERRUPTS = 28;
    private static final int BOTH = 2;

    private final long controlReset;
    private final long controlWritable;
    private final List<Epoch> epochs = new ArrayList<>();
    private int changes;

    RegisterTimeline(GoldenConfig config) {
        controlReset = config.fctlReset();
        controlWritable = (config.beWritable() ? CONTROL_BE : 0)
                | ((config.capabilities() >>> INTERRUPTS & 3) == BOTH ? CONTROL_WSI : 0)
                | (config.gxlWritable() ? CONTROL_GXL : 0);
        reset(Long.MIN_VALUE);
    }

    /** Reset values from now on [IOMMU §1 Reset]. */
    void reset(long cycle) {
        epochs.clear();
        epochs.add(new Epoch(controlReset, 0, 0, cycle));
        changes++;
    }

    /** Takes a register write; true if one of the three registers may change. */
    boolean written(int word, long data, int strobe, long cycle) {
        Epoch now = latest();
        Epoch next =
                switch (word) {
                    case FCTL -> new Epoch(control(now.fctl, data, strobe), now.ddtp, now.qosid, cycle);
                    case DDTP -> new Epoch(now.fctl, ShadowMemory.merge(now.ddtp, data, strobe), now.qosid, cycle);
                    case QOSID -> new Epoch(
                            now.fctl, now.ddtp, ShadowMemory.merge(now.qosid, data, strobe) & LOW, cycle);
                    default -> null;
                };
        if (next == null) {
            return false;
        }
        epochs.add(next);
        changes++;
        return true;
    }

    /** Each field of fctl is writable or fixed [IOMMU §1 fctl]. */
    private long control(long now, long data, int strobe) {
        return (now & ~controlWritable) | (ShadowMemory.merge(now, data, strobe) & controlWritable);
    }

    /** A write was answered: unless ddtp is involved, what was before it is over. */
    void answered(long cycle) {
        Epoch now = latest();
        for (Epoch epoch : epochs) {
            if (epoch != now && epoch.ddtp == now.ddtp) {
                epoch.until = Math.min(epoch.until, cycle);
            }
        }
    }

    /** Software has read ddtp: with busy=0 only the latest value is in force. */
    void directoryRead(long value, long cycle) {
        if ((value & BUSY) == 0) {
            for (Epoch epoch : epochs) {
                if (epoch != latest()) {
                    epoch.until = Math.min(epoch.until, cycle);
                }
            }
        }
    }

    /** Forgets what was over before a cycle. */
    void forgetBefore(long cycle) {
        if (epochs.size() > 1) {
            epochs.removeIf(epoch -> epoch.until < cycle);
        }
    }

    Epoch latest() {
        return epochs.get(epochs.size() - 1);
    }

    List<Epoch> epochs() {
        return epochs;
    }

    /** Changes with every write. */
    int changes() {
        return changes;
    }

    /** Since when the newest values may be in force. */
    long lastChange() {
        return latest().from;
    }

    /** True if byte order of queues and tables in memory is big-endian now [IOMMU §13]. */
    boolean bigEndian() {
        return (latest().fctl & 1) != 0;
    }
}
