package dev.pagewalk.host.machine;

import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.NtStatus;
import dev.pagewalk.host.outcome.RaisedStatusException;

/** Page faults on user addresses: paging in, copy-on-write, guard pages, refusals. */
final class UserFaults {

    private final KernelMachine machine;
    private final AddressSpace space;

    UserFaults(KernelMachine machine, AddressSpace space) {
        this.machine = machine;
        this.space = space;
    }

    /** The page that holds {@code va}, resident and fit for the access, or the exception that the access raises. */
    UserPage resolve(long va, boolean write) {
        UserPage page = space.page(va);
        if (page == null || page.is(PageProtection.PAGE_NOACCESS)) {
            throw raise(NtStatus.ACCESS_VIOLATION, va, write);
        }
        if (page.is(PageProtection.PAGE_GUARD)) {
            page.protection &= ~PageProtection.PAGE_GUARD;
            throw raise(NtStatus.GUARD_PAGE_VIOLATION, va, write);
        }
        if (write && !PageProtection.writable(page.protection) && !page.copyOnWrite) {
            throw raise(NtStatus.ACCESS_VIOLATION, va, true);
        }
        if (!page.resident()) {
            pageIn(page, va, write);
        }
        if (write && page.copyOnWrite) {
            copy(page, va);
        }
        return page;
    }

    private void pageIn(UserPage page, long va, boolean write) {
        if (machine.irql().above(Irql.APC_LEVEL)) {
            throw machine.bugCheck(
                    BugCheckCode.IRQL_NOT_LESS_OR_EQUAL,
                    va,
                    machine.irql().value(),
                    write ? 1 : 0,
                    0,
                    "page fault at or above DISPATCH_LEVEL");
        }
        if (page.broken) {
            throw raise(NtStatus.IN_PAGE_ERROR, va, write);
        }
        page.pfn = newFrame(va, write);
        machine.bus().storeBlock(Pages.addressOf(page.pfn), page.pagedOut);
        page.pagedOut = null;
    }

    private void copy(UserPage page, long va) {
        if (machine.pfns().frame(page.pfn).shares() > 1) {
            long copy = newFrame(va, true);
            byte[] bytes = machine.bus().loadBlock(Pages.addressOf(page.pfn), Pages.PAGE_SIZE);
            machine.bus().storeBlock(Pages.addressOf(copy), bytes);
            machine.pfns().unshare(page.pfn);
            page.pfn = copy;
        }
        page.copyOnWrite = false;
        page.protection = PageProtection.PAGE_READWRITE;
    }

    private long newFrame(long va, boolean write) {
        long pfn = machine.pfns().allocate(space.owner());
        if (pfn == Pages.NO_PFN) {
            throw raise(NtStatus.INSUFFICIENT_RESOURCES, va, write);
        }
        machine.pfns().cacheType(pfn, MemoryCachingType.MM_CACHED);
        return pfn;
    }

    private static RaisedStatusException raise(NtStatus status, long va, boolean write) {
        return new RaisedStatusException(status, "%s of user address 0x%x".formatted(write ? "write" : "read", va));
    }
}
