package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;
import static dev.pagewalk.testbench.golden.Bits.mask;

/**
 * tr_req_iova, tr_req_ctl, tr_response [IOMMU §1 debug interface].
 *
 * <pre>
 *   tr_req_ctl:  Go 0, Priv 1, Exe 2, NW 3, PID 31:12, PV 32, DID 63:40
 *   tr_response: fault 0, PBMT 8:7, S 9, PPN 53:10
 * </pre>
 */
final class DebugInterface {
    private static final long IOVA_BITS = mask(63, 12);
    private static final long CONTROL_BITS = mask(3, 1) | mask(32, 12) | mask(63, 40);
    private static final long GO = 1;
    private static final long FAULT = 1;
    private static final int PBMT = 7;
    private static final int PPN = 10;

    private final boolean present;
    private final Translator translator;
    private final FaultReporter faults;
    private final HpmCounters hpm;
    private final Transaction transaction = new Transaction();
    private final Translation translation = new Translation();
    private long iova;
    private long control;
    private long response;
    private Cause lastCause;

    DebugInterface(Capabilities capabilities, Translator translator, FaultReporter faults, HpmCounters hpm) {
        present = capabilities.dbg;
        this.translator = translator;
        this.faults = faults;
        this.hpm = hpm;
        transaction.debug = true;
    }

    long iova() {
        return iova;
    }

    void writeIova(long value) {
        iova = present ? value & IOVA_BITS : 0;
    }

    long control() {
        return control;
    }

    long response() {
        return response;
    }

    /** Cause of the last debug translation, {@code null} after a success. */
    Cause lastCause() {
        return lastCause;
    }

    /** The high half, which has no side effect, or the low half, whose Go bit starts the translation. */
    void writeControl(long value, boolean lowHalf) {
        if (!present) {
            return;
        }
        control = value & CONTROL_BITS;
        if (lowHalf && (value & GO) != 0) {
            translate();
        }
    }

    private void translate() {
        boolean pidValid = bit(control, 32);
        boolean execute = bit(control, 2);
        Access access = execute ? Access.EXECUTE : bit(control, 3) ? Access.READ : Access.WRITE;
        InboundRequest request = new InboundRequest(
                (int) field(control, 63, 40),
                Origin.UNTRANSLATED,
                access,
                iova,
                pidValid,
                (int) field(control, 31, 12),
                bit(control, 1),
                false,
                false,
                false);
        transaction.start(request, request.wanted(), access);
        hpm.count(HpmEvent.UNTRANSLATED_REQUEST, transaction);
        try {
            translator.translate(transaction, translation);
            lastCause = null;
            response = ((long) translation.pbmt << PBMT) | (field(translation.spa, 55, 12) << PPN);
        } catch (StopAndReport stop) {
            lastCause = stop.cause();
            faults.report(transaction, stop, request.ttyp(), iova);
            response = FAULT;
        }
    }
}
