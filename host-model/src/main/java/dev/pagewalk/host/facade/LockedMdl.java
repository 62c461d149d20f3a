package dev.pagewalk.host.facade;

import dev.pagewalk.host.WindowsKernel;
import dev.pagewalk.host.dxgk.DxgkArgCbMapMdlToIoMmu;
import dev.pagewalk.host.dxgk.DxgkrnlInterface;
import dev.pagewalk.host.dxgk.Handle;
import dev.pagewalk.host.mdl.KprocessorMode;
import dev.pagewalk.host.mdl.LockOperation;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;

/** An MDL whose pages are locked and which is neither mapped for the CPU nor for a device. */
public final class LockedMdl extends Token {

    private final WindowsKernel kernel;
    private final Mdl mdl;

    LockedMdl(WindowsKernel kernel, Mdl mdl) {
        this.kernel = kernel;
        this.mdl = mdl;
    }

    /**
     * Describes and locks a user buffer.
     *
     * @throws RaisedStatusException if it does not take the access or memory is short; nothing is left behind
     */
    public static LockedMdl lock(WindowsKernel kernel, long buffer, long bytes, LockOperation operation) {
        Mdl mdl = kernel.ioAllocateMdl(buffer, bytes, false, false, null);
        if (mdl == null) {
            throw new RaisedStatusException(NtStatus.INSUFFICIENT_RESOURCES, "IoAllocateMdl");
        }
        try {
            kernel.mmProbeAndLockPages(mdl, KprocessorMode.USER_MODE, operation);
        } catch (RaisedStatusException raised) {
            kernel.ioFreeMdl(mdl);
            throw raised;
        }
        return new LockedMdl(kernel, mdl);
    }

    /** The raw MDL, for looking at. */
    public Mdl mdl() {
        return mdl;
    }

    /** Maps for the CPU; this object becomes the result. */
    public MappedMdl mapSystem(int priority) {
        requireCurrent();
        long va = kernel.mmGetSystemAddressForMdlSafe(mdl, priority);
        if (va == 0) {
            throw new RaisedStatusException(NtStatus.INSUFFICIENT_RESOURCES, "MmGetSystemAddressForMdlSafe");
        }
        spend();
        return new MappedMdl(kernel, mdl, va);
    }

    /** Maps for the devices of an adapter; this object becomes the result. */
    public DeviceMdl mapToIoMmu(DxgkrnlInterface dxgkrnl, Handle adapter) {
        requireCurrent();
        DxgkArgCbMapMdlToIoMmu arguments = new DxgkArgCbMapMdlToIoMmu(mdl);
        NtStatus status = dxgkrnl.dxgkCbMapMdlToIoMmu(adapter, arguments);
        if (!status.isSuccess()) {
            throw new RaisedStatusException(status, "DXGKCB_MAPMDLTOIOMMU");
        }
        spend();
        return new DeviceMdl(kernel, mdl, dxgkrnl, adapter, arguments.hMemoryHandle());
    }

    /** Unlocks the pages and frees the MDL. */
    public void unlockAndFree() {
        spend();
        kernel.mmUnlockPages(mdl);
        kernel.ioFreeMdl(mdl);
    }
}
