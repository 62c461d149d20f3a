package dev.pagewalk.host.io;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.mdl.Checks;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlAllocationRoutines;
import dev.pagewalk.host.mdl.MdlLockingRoutines;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.RaisedStatusException;

/** IRPs (section 4). */
public interface IrpRoutines extends MdlAllocationRoutines, MdlLockingRoutines {

    /** Bytes of an IRP in pool. */
    int IRP_BYTES = 0xD0;

    /** Which buffer of a device-control request travels by MDL. */
    enum DirectMethod {
        METHOD_IN_DIRECT(LockOperation.IO_READ_ACCESS),
        METHOD_OUT_DIRECT(LockOperation.IO_WRITE_ACCESS);

        private final LockOperation operation;

        DirectMethod(LockOperation operation) {
            this.operation = operation;
        }
    }

    /** The I/O manager of this machine. */
    IoManager ioManager();

    /** IoAllocateIrp; null if pool is short. */
    default Irp ioAllocateIrp() {
        return machine().call("IoAllocateIrp", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "IoAllocateIrp");
            return ioManager().create(Irp.Kind.ORDINARY, null);
        });
    }

    /** IoMakeAssociatedIrp. */
    default Irp ioMakeAssociatedIrp(Irp masterIrp) {
        return machine().call("IoMakeAssociatedIrp", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "IoMakeAssociatedIrp");
            return ioManager().create(Irp.Kind.ASSOCIATED, masterIrp);
        });
    }

    /** An IRP for paging I/O, which completion signals without touching its MDLs (S-IRP-3). */
    default Irp ioAllocatePagingIrp() {
        return machine().call("IoAllocatePagingIrp", () -> ioManager().create(Irp.Kind.PAGING, null));
    }

    /** IoFreeIrp: frees the IRP only, not its MDLs. */
    default void ioFreeIrp(Irp irp) {
        machine().run("IoFreeIrp", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "IoFreeIrp");
            ioManager().free(irp);
        });
    }

    /** IoSetCompletionRoutine: the routine set last runs first. */
    default void ioSetCompletionRoutine(Irp irp, IoCompletionRoutine completionRoutine, Object context) {
        machine().run("IoSetCompletionRoutine", () -> {
            irp.requireAlive();
            irp.completions().add(new Irp.Completion(completionRoutine, context));
        });
    }

    /**
     * What the I/O manager does for a direct-I/O request: an IRP whose MDL describes the locked user buffer (S-IRP-2).
     *
     * @return null if pool is short; a buffer of length 0 gets no MDL
     * @throws RaisedStatusException if the buffer does not take the access; nothing is left behind
     */
    default Irp ioBuildDirectRequest(DirectMethod method, long outputBuffer, long length, KprocessorMode mode) {
        return machine().call("direct I/O request", () -> {
            Checks.irql(machine(), Irql.APC_LEVEL, "direct I/O request");
            Irp irp = ioAllocateIrp();
            if (irp == null || length == 0) {
                return irp;
            }
            Mdl mdl = ioAllocateMdl(outputBuffer, length, false, false, irp);
            if (mdl == null) {
                ioFreeIrp(irp);
                return null;
            }
            try {
                mmProbeAndLockPages(mdl, mode, method.operation);
            } catch (RaisedStatusException raised) {
                ioFreeMdl(mdl);
                ioFreeIrp(irp);
                throw raised;
            }
            return irp;
        });
    }

    /** IoCompleteRequest; at or below DISPATCH_LEVEL: the order of S-IRP-3, S-IRP-4 and S-IRP-11. */
    default void ioCompleteRequest(Irp irp) {
        machine().run("IoCompleteRequest", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "IoCompleteRequest");
            irp.requireAlive();
            if (ioManager().isBusy(irp)) {
                throw new ContractViolation("S-IRP-12", "IRP completed twice: irp=0x%x".formatted(irp.address()));
            }
            new IrpCompletion(this, ioManager()).complete(irp);
        });
    }
}
