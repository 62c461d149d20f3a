package dev.pagewalk.host.io;

import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.mdl.Mdl;
import dev.pagewalk.host.mdl.MdlChain;
import dev.pagewalk.host.outcome.ContractViolation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Live IRPs of a machine. */
public final class IoManager {

    private final KernelMachine machine;
    private final List<Irp> live = new ArrayList<>();
    private final Set<Irp> busy = new HashSet<>();

    /** The I/O manager of a machine. */
    public IoManager(KernelMachine machine) {
        this.machine = machine;
    }

    /** Number of live IRPs. */
    public int liveIrps() {
        return live.size();
    }

    Irp create(Irp.Kind kind, Irp master) {
        long address = machine.structures().allocate(IrpRoutines.IRP_BYTES, "IRP");
        if (address == 0) {
            return null;
        }
        Irp irp = new Irp(address, kind, machine.currentProcess(), master);
        live.add(irp);
        if (master != null) {
            master.addAssociated(1);
        }
        return irp;
    }

    void free(Irp irp) {
        irp.requireAlive();
        live.remove(irp);
        busy.remove(irp);
        irp.free();
        machine.structures().free(irp.address());
    }

    /** True between the completion and the APC that ends it. */
    boolean isBusy(Irp irp) {
        return busy.contains(irp);
    }

    void busy(Irp irp) {
        busy.add(irp);
    }

    /** Refuses a chain with a member that another IRP has too (S-IRP-8). */
    void requireOwnChain(Irp irp) {
        Set<Long> own = new HashSet<>();
        for (Mdl mdl : MdlChain.members(irp.mdlAddress())) {
            own.add(mdl.address());
        }
        for (Irp other : live) {
            if (other != irp && sharesMember(other, own)) {
                throw new ContractViolation(
                        "S-IRP-8", "one MDL on two IRPs: 0x%x and 0x%x".formatted(irp.address(), other.address()));
            }
        }
    }

    private static boolean sharesMember(Irp other, Set<Long> addresses) {
        for (Mdl mdl : MdlChain.members(other.mdlAddress())) {
            if (addresses.contains(mdl.address())) {
                return true;
            }
        }
        return false;
    }
}
