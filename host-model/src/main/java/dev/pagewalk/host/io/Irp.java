package dev.pagewalk.host.io;

import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.NtStatus;

import java.util.ArrayList;
import java.util.List;

/** An I/O request packet: as much of it as MDLs need. */
public final class Irp {

    /** How the I/O manager treats the IRP at completion (S-IRP-3). */
    public enum Kind {
        ORDINARY,
        ASSOCIATED,
        PAGING
    }

    record Completion(IoCompletionRoutine routine, Object context) {}

    private final long address;
    private final Kind kind;
    private final KernelProcess requestor;
    private final Irp master;
    private final List<Completion> completions = new ArrayList<>();
    private Mdl mdlAddress;
    private NtStatus status = NtStatus.SUCCESS;
    private int associatedCount;
    private boolean freed;
    private boolean signalled;

    Irp(long address, Kind kind, KernelProcess requestor, Irp master) {
        this.address = address;
        this.kind = kind;
        this.requestor = requestor;
        this.master = master;
    }

    /** Pointer value. */
    public long address() {
        return address;
    }

    /** Head of the MDL chain, null if there is none. */
    public Mdl mdlAddress() {
        requireAlive();
        return mdlAddress;
    }

    /** Sets the head of the MDL chain; what was there is neither freed nor linked. */
    public void mdlAddress(Mdl mdl) {
        requireAlive();
        mdlAddress = mdl;
    }

    /** IoStatus.Status. */
    public NtStatus status() {
        return status;
    }

    /** Sets IoStatus.Status. */
    public void status(NtStatus value) {
        requireAlive();
        status = value;
    }

    /** True once the requestor's event is set. */
    public boolean isSignalled() {
        return signalled;
    }

    /** True until the IRP is freed. */
    public boolean isAlive() {
        return !freed;
    }

    /** How the I/O manager treats the IRP. */
    public Kind kind() {
        return kind;
    }

    /** Process that asked. */
    public KernelProcess requestor() {
        return requestor;
    }

    Irp master() {
        return master;
    }

    List<Completion> completions() {
        return completions;
    }

    void signal() {
        signalled = true;
    }

    void free() {
        freed = true;
    }

    /** Counts associated IRPs; returns the new number. */
    int addAssociated(int difference) {
        associatedCount += difference;
        return associatedCount;
    }

    void requireAlive() {
        if (freed) {
            throw new ContractViolation("S-IRP-8", "use of a freed IRP: irp=0x%x".formatted(address));
        }
    }
}
