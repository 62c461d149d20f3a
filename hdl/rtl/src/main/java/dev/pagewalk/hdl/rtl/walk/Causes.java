package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.or;

import dev.pagewalk.architecture.FaultCause;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.List;

/** Fault causes as signals, and the one place that ranks them. */
final class Causes {
    private static final int BITS = 12;

    private Causes() {}

    /**
     * A condition and the cause that it raises.
     *
     * @param raised the condition
     * @param cause 12 bits
     */
    record Ranked(Bool raised, UInt cause) {}

    /** A fixed cause. */
    static Ranked when(Bool raised, FaultCause cause) {
        return new Ranked(raised, of(cause));
    }

    /** A cause that depends on the access. */
    static Ranked when(Bool raised, UInt cause) {
        return new Ranked(raised, cause);
    }

    /** A cause as a literal. */
    static UInt of(FaultCause cause) {
        return u(cause.code(), BITS);
    }

    /** Whether any condition of the list holds. */
    static Bool any(List<Ranked> ranking) {
        return ranking.stream().map(Ranked::raised).reduce(off(), (a, b) -> or(a, b));
    }

    /** The cause of the first condition of the list that holds. */
    static UInt first(List<Ranked> ranking) {
        UInt cause = u(0, BITS);
        for (int i = ranking.size() - 1; i >= 0; i--) {
            cause = mux(ranking.get(i).raised(), ranking.get(i).cause(), cause);
        }
        return cause;
    }

    /** Access fault of the original access. [IOMMU §3.3, note on causes] */
    static UInt accessFault(Bool execute, Bool write) {
        return byAccess(
                execute,
                write,
                FaultCause.INSTRUCTION_ACCESS_FAULT,
                FaultCause.WRITE_ACCESS_FAULT,
                FaultCause.READ_ACCESS_FAULT);
    }

    /** First-stage page fault of the original access. */
    static UInt pageFault(Bool execute, Bool write) {
        return byAccess(
                execute,
                write,
                FaultCause.INSTRUCTION_PAGE_FAULT,
                FaultCause.WRITE_PAGE_FAULT,
                FaultCause.READ_PAGE_FAULT);
    }

    /** Guest page fault of the original access. */
    static UInt guestPageFault(Bool execute, Bool write) {
        return byAccess(
                execute,
                write,
                FaultCause.INSTRUCTION_GUEST_PAGE_FAULT,
                FaultCause.WRITE_GUEST_PAGE_FAULT,
                FaultCause.READ_GUEST_PAGE_FAULT);
    }

    private static UInt byAccess(Bool execute, Bool write, FaultCause code, FaultCause store, FaultCause load) {
        return mux(execute, of(code), mux(write, of(store), of(load)));
    }
}
