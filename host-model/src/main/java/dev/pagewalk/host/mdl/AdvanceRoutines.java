package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.NtStatus;

/** MmAdvanceMdl: moves the start of an MDL forward (section 2.20). */
public interface AdvanceRoutines extends KernelServices {

    /** MmAdvanceMdl; at or below DISPATCH_LEVEL (S-ADV-1 to S-ADV-6). */
    default NtStatus mmAdvanceMdl(Mdl mdl, long numberOfBytes) {
        return machine().call("MmAdvanceMdl", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmAdvanceMdl");
            requireAdvanceable(mdl);
            long count = mdl.byteCount();
            if (Long.compareUnsigned(numberOfBytes, count) >= 0) {
                return NtStatus.INVALID_PARAMETER_2;
            }
            if (numberOfBytes != 0) {
                advance(mdl, numberOfBytes);
            }
            return NtStatus.SUCCESS;
        });
    }

    private void requireAdvanceable(Mdl mdl) {
        boolean nonpaged = mdl.has(MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL) && !mdl.has(MdlFlag.MDL_PARTIAL);
        boolean locked = mdl.has(MdlFlag.MDL_PAGES_LOCKED)
                && mdl.record().origin != MdlRecord.Origin.PAGE_ALLOCATION
                && mdl.record().reservation == null;
        if (!nonpaged && !locked) {
            throw Checks.violation("S-ADV-5", mdl, "MmAdvanceMdl of an MDL that is not probe-locked");
        }
        if (!mdl.record().views.isEmpty() || mdl.record().callbackDepth > 0) {
            throw Checks.violation("S-ADV-5", mdl, "MmAdvanceMdl while a view of the MDL exists");
        }
    }

    private void advance(Mdl mdl, long bytes) {
        long[] before = mdl.pfns();
        long va = mdl.virtualAddress() + bytes;
        int passed = (int) (Pages.pageOf(va) - Pages.pageOf(mdl.startVa()));
        boolean locked = mdl.has(MdlFlag.MDL_PAGES_LOCKED);
        long left = mdl.byteCount() - bytes;
        boolean mapped = mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA);
        if (mapped || !locked) {
            mdl.mappedSystemVa(mdl.mappedSystemVa() + bytes);
        }
        mdl.range(va, left);
        if (passed > 0) {
            passPages(mdl, before, passed, locked, mapped);
        }
        machine().events().mdlChanged(mdl.address(), "advanced");
    }

    private void passPages(Mdl mdl, long[] before, int passed, boolean locked, boolean mapped) {
        long[] rest = new long[before.length - passed];
        System.arraycopy(before, passed, rest, 0, rest.length);
        mdl.pfns(rest);
        if (mapped) {
            leaveExtraPtes(mdl, rest.length, passed);
        }
        if (!locked) {
            return;
        }
        KernelProcess owner = machine().processAt(mdl.process());
        if (owner != null) {
            owner.addLockedPages(-passed);
        }
        for (int i = 0; i < passed; i++) {
            Checks.unlockPage(machine(), mdl, before[i]);
        }
    }

    /** Passed PTEs stay reserved but lead nowhere; their count is kept behind the last PFN (S-ADV-4). */
    private void leaveExtraPtes(Mdl mdl, int slot, int passed) {
        long extra = mdl.has(MdlFlag.MDL_FREE_EXTRA_PTES) ? mdl.rawPfn(slot + passed) : 0;
        mdl.addFlags(MdlFlag.MDL_FREE_EXTRA_PTES);
        mdl.pfn(slot, extra + passed);
        long first = Pages.pageAlign(mdl.mappedSystemVa()) - Pages.addressOf(passed);
        for (int i = 0; i < passed; i++) {
            long pfn = machine().kernelSpace().unmap(first + Pages.addressOf(i)).pfn();
            machine().pfns().dropMapping(pfn);
        }
    }
}
