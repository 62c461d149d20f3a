package dev.pagewalk.host.io;

import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlChain;
import dev.pagewalk.host.mdl.MdlFlag;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.List;

/**
 * One IoCompleteRequest (S-IRP-3).
 *
 * <pre>
 * drivers' completion routines, pages still locked → MORE_PROCESSING_REQUIRED: stop
 * associated IRP: unlock, free, maybe complete the master
 * paging IRP:     signal only
 * otherwise:      unlock head to tail → queue APC → APC: free head to tail, signal, free the IRP
 * </pre>
 */
final class IrpCompletion {

    private final IrpRoutines kernel;
    private final IoManager manager;

    IrpCompletion(IrpRoutines kernel, IoManager manager) {
        this.kernel = kernel;
        this.manager = manager;
    }

    void complete(Irp irp) {
        manager.requireOwnChain(irp);
        if (!runCompletionRoutines(irp)) {
            return;
        }
        manager.requireOwnChain(irp);
        switch (irp.kind()) {
            case ASSOCIATED -> completeAssociated(irp);
            case PAGING -> irp.signal();
            case ORDINARY -> completeOrdinary(irp);
        }
    }

    /** From the lowest stack location up; false if a driver took the IRP back. */
    private boolean runCompletionRoutines(Irp irp) {
        List<Irp.Completion> routines = irp.completions();
        while (!routines.isEmpty()) {
            Irp.Completion next = routines.remove(routines.size() - 1);
            NtStatus status = next.routine().complete(irp, next.context());
            if (status == NtStatus.MORE_PROCESSING_REQUIRED) {
                return false;
            }
        }
        return true;
    }

    private void completeAssociated(Irp irp) {
        unlockChain(irp);
        freeChain(irp);
        Irp master = irp.master();
        irp.signal();
        manager.free(irp);
        if (master.addAssociated(-1) == 0) {
            complete(master);
        }
    }

    private void completeOrdinary(Irp irp) {
        unlockChain(irp);
        manager.busy(irp);
        kernel.machine().queueApc(() -> finish(irp));
        kernel.machine().deliverApcs();
    }

    /** The I/O manager's special kernel APC, in the requestor's context. */
    private void finish(Irp irp) {
        KernelProcess previous = kernel.machine().attach(irp.requestor());
        freeChain(irp);
        irp.signal();
        manager.free(irp);
        kernel.machine().attach(previous);
    }

    /** Only MDLs that are locked, and neither nonpaged nor partial (S-IRP-5). */
    private void unlockChain(Irp irp) {
        int others = MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL | MdlFlag.MDL_PARTIAL;
        for (Mdl mdl : MdlChain.members(irp.mdlAddress())) {
            if (mdl.has(MdlFlag.MDL_PAGES_LOCKED) && !mdl.has(others)) {
                kernel.mmUnlockPages(mdl);
            }
        }
    }

    private void freeChain(Irp irp) {
        for (Mdl mdl : MdlChain.members(irp.mdlAddress())) {
            kernel.ioFreeMdl(mdl);
        }
        irp.mdlAddress(null);
    }
}
