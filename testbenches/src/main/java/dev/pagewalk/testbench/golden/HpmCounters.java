package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/**
 * Hardware performance monitor [IOMMU §1 HPM].
 *
 * <pre>
 *   iohpmcycles: counter 62:0, OF 63
 *   iohpmevt n:  eventID 14:0, DMASK 15, PID_PSCID 35:16, DID_GSCID 59:36, PV_PSCV 60, DV_GSCV 61, IDT 62, OF 63
 * </pre>
 */
final class HpmCounters {
    private static final long OVERFLOW = 1L << 63;
    private static final int CYCLES_BITS = 63;

    private final int events;
    private final boolean present;
    private final int counterBits;
    private final Interrupts interrupts;
    private final long[] counters;
    private final long[] selectors;
    private long cycles;
    private long inhibit;

    HpmCounters(Capabilities capabilities, GoldenConfig config, Interrupts interrupts) {
        present = capabilities.hpm;
        events = present ? config.hpmCounters() : 0;
        counterBits = config.hpmBits();
        this.interrupts = interrupts;
        counters = new long[events];
        selectors = new long[events];
    }

    /** Counts one event in every counter that selects it and whose filter accepts the transaction. */
    void count(HpmEvent event, Transaction transaction) {
        for (int i = 0; i < events; i++) {
            if (field(selectors[i], 14, 0) == event.id
                    && !bit(inhibit, i + 1)
                    && accepts(selectors[i], event, transaction)) {
                increment(i);
            }
        }
    }

    private void increment(int index) {
        counters[index] = (counters[index] + 1) & Bits.ones(counterBits);
        if (counters[index] == 0 && !bit(selectors[index], 63)) {
            selectors[index] |= OVERFLOW;
            interrupts.raise(Interrupts.Source.PERFORMANCE);
        }
    }

    /** Lets clock cycles pass. */
    void advance(long clockCycles) {
        if (!present || bit(inhibit, 0)) {
            return;
        }
        long before = cycles & ~OVERFLOW;
        long after = before + clockCycles;
        boolean wrapped = bit(after, CYCLES_BITS);
        boolean overflow = bit(cycles, CYCLES_BITS);
        cycles = (after & Bits.ones(CYCLES_BITS)) | (overflow || wrapped ? OVERFLOW : 0);
        if (wrapped && !overflow) {
            interrupts.raise(Interrupts.Source.PERFORMANCE);
        }
    }

    private static boolean accepts(long selector, HpmEvent event, Transaction t) {
        boolean softContext = bit(selector, 62);
        if (softContext && !event.softContextFilter) {
            return false;
        }
        boolean narrowValid = softContext ? t.pscid != ImplicitAccess.NONE : t.processIdValid;
        long narrow = softContext ? t.pscid : t.processId;
        if (bit(selector, 60) && (!narrowValid || field(selector, 35, 16) != narrow)) {
            return false;
        }
        boolean wideValid = !softContext || t.gscid != ImplicitAccess.NONE;
        long wide = softContext ? t.gscid : t.request.deviceId();
        return !bit(selector, 61) || (wideValid && wideMatches(selector, wide));
    }

    /** DMASK: the bits of DID_GSCID up to and including its lowest 0 bit do not matter. */
    private static boolean wideMatches(long selector, long wide) {
        long wanted = field(selector, 59, 36);
        long ignored = bit(selector, 15) ? wanted ^ (wanted + 1) : 0;
        return ((wanted ^ wide) & ~ignored) == 0;
    }

    /** Read-only shadow of the overflow bits. */
    long overflows() {
        long bits = cycles >>> 63;
        for (int i = 0; i < events; i++) {
            bits |= (selectors[i] >>> 63) << (i + 1);
        }
        return bits;
    }

    long inhibit() {
        return inhibit;
    }

    void writeInhibit(long value) {
        inhibit = present ? value & Bits.ones(events + 1) : 0;
    }

    long cycles() {
        return cycles;
    }

    void writeCycles(long value) {
        cycles = present ? value : 0;
    }

    long counter(int index) {
        return index < events ? counters[index] : 0;
    }

    void writeCounter(int index, long value) {
        if (index < events) {
            counters[index] = value & Bits.ones(counterBits);
        }
    }

    long selector(int index) {
        return index < events ? selectors[index] : 0;
    }

    void writeSelector(int index, long value) {
        if (index < events) {
            selectors[index] = value;
        }
    }
}
