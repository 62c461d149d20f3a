package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.AddressSpace;
import dev.pagewalk.host.machine.KernelMachine;
import dev.pagewalk.host.machine.KernelProcess;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;
import dev.pagewalk.host.outcome.VerifierCheck;

/** Views of an MDL in the current process (S-MLP-9 to S-MLP-13, S-UMP-6). */
final class UserMapper {

    private static final int DESCRIBES_PAGES =
            MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_PARTIAL | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL;

    private final KernelServices services;
    private final KernelMachine machine;

    UserMapper(KernelServices services) {
        this.services = services;
        this.machine = services.machine();
    }

    long map(Mdl mdl, MemoryCachingType cacheType, long requestedAddress, int priority) {
        requirePages(mdl);
        KernelProcess process = machine.currentProcess();
        if (process.terminating()) {
            throw raise(NtStatus.PROCESS_IS_TERMINATING, requestedAddress);
        }
        long base = choose(process.space(), requestedAddress, mdl.spanPages());
        if (!machine.gate().admit("user view")) {
            throw raise(NtStatus.INSUFFICIENT_RESOURCES, requestedAddress);
        }
        boolean write = (priority & PagePriority.MDL_MAPPING_NO_WRITE) == 0;
        long[] pfns = mdl.pfns();
        for (long pfn : pfns) {
            if (machine.pfns().addMapping(pfn, cacheType) != cacheType) {
                services.mdls().countCacheOverride();
            }
        }
        int protection = write ? PageProtection.PAGE_READWRITE : PageProtection.PAGE_READONLY;
        process.space().mapView(base, pfns, protection, mdl.address(), mdl.record().readLocked);
        mdl.record().views.add(new MdlRecord.UserView(process, base, pfns.length));
        return base + mdl.byteOffset();
    }

    void unmap(long baseAddress, Mdl mdl) {
        MdlRecord.UserView view = find(baseAddress, mdl);
        if (view == null) {
            throw machine.misuse(
                    "S-UMP-6",
                    VerifierCheck.UNMAP_BAD_USER_ADDRESS,
                    baseAddress,
                    mdl.address(),
                    0,
                    "0x%x is no view of this MDL in this process: %s".formatted(baseAddress, mdl));
        }
        for (int i = 0; i < view.pages(); i++) {
            machine.pfns()
                    .dropMapping(view.process()
                            .space()
                            .page(view.base() + Pages.addressOf(i))
                            .pfn());
        }
        view.process().space().unmapView(view.base());
        mdl.record().views.remove(view);
    }

    private MdlRecord.UserView find(long baseAddress, Mdl mdl) {
        for (MdlRecord.UserView view : mdl.record().views) {
            boolean here = view.process() == machine.currentProcess();
            if (here && view.base() == Pages.pageAlign(baseAddress)) {
                return view;
            }
        }
        return null;
    }

    private long choose(AddressSpace space, long requested, int pages) {
        if (requested == 0) {
            long base = space.pickBase(pages);
            if (base == 0) {
                throw raise(NtStatus.NO_MEMORY, requested);
            }
            return base;
        }
        if (Pages.byteOffset(requested) != 0 || !space.inRange(requested, pages)) {
            throw raise(NtStatus.INVALID_ADDRESS, requested);
        }
        if (space.overlaps(requested, pages)) {
            throw raise(NtStatus.CONFLICTING_ADDRESSES, requested);
        }
        return requested;
    }

    private void requirePages(Mdl mdl) {
        if (mdl.byteCount() == 0) {
            throw Checks.violation("S-MLP-1", mdl, "mapping of an MDL of length 0");
        }
        if (!mdl.has(DESCRIBES_PAGES)) {
            throw machine.misuse(
                    "S-MLP-1",
                    VerifierCheck.MAP_NOT_LOCKED,
                    mdl.address(),
                    mdl.mdlFlags(),
                    DESCRIBES_PAGES,
                    "not locked: " + mdl);
        }
        new SystemMapper(services).requirePagesHeld(mdl);
    }

    private static RaisedStatusException raise(NtStatus status, long requested) {
        return new RaisedStatusException(status, "user mapping at 0x%x".formatted(requested));
    }
}
