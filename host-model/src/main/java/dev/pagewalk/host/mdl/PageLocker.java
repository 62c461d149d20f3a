package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.HostCanary;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.KernelPte;
import dev.pagewalk.host.machine.KernelSpace;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.UserPage;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.host.outcome.VerifierCheck;

/** One probe-and-lock: all pages or none (S-PLK-3, S-PLK-4, S-PLK-6). */
final class PageLocker {

    private final KernelMachine machine;
    private final Mdl mdl;
    private int locked;

    PageLocker(KernelServices services, Mdl mdl) {
        this.machine = services.machine();
        this.mdl = mdl;
    }

    void lockBuffer(LockOperation operation) {
        long[] addresses = new long[mdl.spanPages()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = mdl.startVa() + Pages.addressOf(i);
        }
        lock(addresses, operation);
    }

    void lock(long[] addresses, LockOperation operation) {
        requirePageableIrql(addresses);
        boolean user = !KernelSpace.isKernel(addresses[0]);
        long[] pfns = new long[addresses.length];
        try {
            requireQuota(user, pfns.length);
            for (int i = 0; i < pfns.length; i++) {
                pfns[i] = lockPage(addresses[i], operation.writes());
                locked++;
            }
        } catch (RaisedStatusException raised) {
            undo(pfns);
            mdl.process(0);
            throw raised;
        }
        finish(pfns, user, operation);
    }

    private void finish(long[] pfns, boolean user, LockOperation operation) {
        KernelProcess owner = machine.currentProcess();
        if (machine.settings().has(HostCanary.WRONG_PFN)) {
            pfns[pfns.length - 1] ^= 1;
        }
        mdl.pfns(pfns);
        mdl.process(user ? owner.address() : 0);
        if (user) {
            owner.addLockedPages(pfns.length);
        }
        int flags = mdl.mdlFlags() & ~MdlFlag.MDL_WRITE_OPERATION;
        int operationFlag = operation.writes() ? MdlFlag.MDL_WRITE_OPERATION : 0;
        mdl.mdlFlags(flags | MdlFlag.MDL_PAGES_LOCKED | operationFlag | Checks.ioSpaceFlag(machine, pfns));
        mdl.record().readLocked = !operation.writes();
        machine.events().mdlChanged(mdl.address(), "locked");
    }

    private long lockPage(long va, boolean write) {
        long pfn = KernelSpace.isKernel(va)
                ? kernelPage(va)
                : machine.currentProcess().space().resolve(va, write);
        if (!machine.pfns().isRam(pfn)) {
            refuseNotRam(pfn);
            return pfn;
        }
        if (!machine.gate().admit("page lock")) {
            throw new RaisedStatusException(NtStatus.INSUFFICIENT_RESOURCES, "no resources to lock a page");
        }
        machine.pfns().lock(pfn, mdl.address());
        if (machine.settings().has(HostCanary.UNLOCKED_AT_ONCE)) {
            machine.pfns().unlock(pfn, mdl.address());
        }
        return pfn;
    }

    private long kernelPage(long va) {
        KernelPte pte = machine.kernelSpace().at(va);
        if (pte == null || !PageProtection.readable(pte.protection())) {
            throw new RaisedStatusException(
                    NtStatus.ACCESS_VIOLATION, "no valid page at kernel address 0x%x".formatted(va));
        }
        return Pages.pageOf(machine.cpu().translate(va, false));
    }

    private void refuseNotRam(long pfn) {
        if (machine.settings().verifier()) {
            throw machine.misuse(
                    "S-PLK-9",
                    VerifierCheck.PROBE_NOT_RAM,
                    mdl.address(),
                    pfn,
                    machine.pfns().highestPfn(),
                    "");
        }
    }

    private void requireQuota(boolean user, int pages) {
        if (user && !machine.currentProcess().mayLock(pages)) {
            throw new RaisedStatusException(NtStatus.WORKING_SET_QUOTA, "lock of " + pages + " pages");
        }
    }

    /** Pageable memory needs APC_LEVEL; a page that is absent faults on its own (STOP 0x0A). */
    private void requirePageableIrql(long[] addresses) {
        if (!machine.irql().above(Irql.APC_LEVEL)) {
            return;
        }
        boolean pageable = false;
        for (long va : addresses) {
            if (!resident(va)) {
                return;
            }
            pageable |= isPageable(va);
        }
        if (pageable) {
            throw Checks.violation("S-PLK-1", mdl, "lock of pageable memory at " + machine.irql());
        }
    }

    private boolean resident(long va) {
        if (KernelSpace.isKernel(va)) {
            KernelPte pte = machine.kernelSpace().at(va);
            return pte == null || pte.resident();
        }
        UserPage page = machine.currentProcess().space().page(va);
        return page == null || page.resident();
    }

    private boolean isPageable(long va) {
        KernelPte pte = KernelSpace.isKernel(va) ? machine.kernelSpace().at(va) : null;
        return !KernelSpace.isKernel(va) || (pte != null && pte.kind() == KernelPte.Kind.PAGED_POOL);
    }

    private void undo(long[] pfns) {
        for (int i = 0; i < locked; i++) {
            if (machine.pfns().isRam(pfns[i])) {
                machine.pfns().unlock(pfns[i], mdl.address());
            }
        }
    }
}
