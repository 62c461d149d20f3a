package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.PageFrame;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.VerifierCheck;

/** Checks that several families share. */
public final class Checks {

    private Checks() {}

    /** Refuses a call above an IRQL for which no code is documented (S-IRQ-1). */
    public static void irql(KernelMachine machine, Irql limit, String routine) {
        Irql irql = machine.irql();
        if (irql.above(limit)) {
            throw new ContractViolation(
                    "S-IRQ-1", "IRQL too high: routine=%s, irql=%s, limit=%s".formatted(routine, irql, limit));
        }
    }

    /** Refuses a call above an IRQL that Driver Verifier has a code for. */
    public static void irql(KernelMachine machine, Irql limit, String rule, VerifierCheck check, long p3, long p4) {
        Irql irql = machine.irql();
        if (irql.above(limit)) {
            String message = "IRQL too high: irql=%s, limit=%s, %s".formatted(irql, limit, check.text());
            throw machine.misuse(rule, check, irql.value(), p3, p4, message);
        }
    }

    /** A violation that names the MDL it is about. */
    public static ContractViolation violation(String rule, Mdl mdl, String what) {
        return new ContractViolation(rule, what + ": " + mdl);
    }

    /** MDL_IO_SPACE if any of the pages is not RAM. */
    static int ioSpaceFlag(KernelMachine machine, long[] pfns) {
        for (long pfn : pfns) {
            if (!machine.pfns().isRam(pfn)) {
                return MdlFlag.MDL_IO_SPACE;
            }
        }
        return 0;
    }

    /** Tells that the pages of an MDL stay where they are without a lock. */
    static void tellPinned(KernelMachine machine, Mdl mdl, long[] pfns) {
        for (long pfn : pfns) {
            machine.events().pagePinned(pfn, mdl.address());
        }
    }

    /** Drops one page's lock; a page that nobody locked is STOP 0x4E/0x07 (S-UNL-6). */
    static void unlockPage(KernelMachine machine, Mdl mdl, long pfn) {
        if (!machine.pfns().isRam(pfn)) {
            return;
        }
        PageFrame frame = machine.pfns().frame(pfn);
        if (frame.locks() == 0) {
            throw machine.bugCheck(
                    BugCheckCode.PFN_LIST_CORRUPT,
                    0x07,
                    pfn,
                    frame.shares(),
                    0,
                    "page unlocked more often than locked");
        }
        machine.pfns().unlock(pfn, mdl.address());
    }
}
