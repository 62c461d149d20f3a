package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.MemoryCachingType;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.NtStatus;

/** MmMapMdl: a mapping for the time of one callback (section 2.18). */
public interface CallbackMappingRoutines extends KernelServices {

    /**
     * MmMapMdl; at or below DISPATCH_LEVEL, Windows 10 1709 and later (S-MMM-1 to S-MMM-11).
     *
     * @param protection PAGE_xxx for a new mapping; an existing one keeps its own
     * @return SUCCESS exactly if the routine was called
     */
    default NtStatus mmMapMdl(Mdl mdl, int protection, MmMdlRoutine driverRoutine, Object driverContext) {
        return machine().call("MmMapMdl", () -> {
            machine().requireVersion(WindowsVersion.WINDOWS_10_1709, "MmMapMdl");
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmMapMdl");
            if (!PageProtection.isMappingProtection(protection)) {
                return NtStatus.INVALID_PAGE_PROTECTION;
            }
            if (driverRoutine == null) {
                return NtStatus.INVALID_PARAMETER_3;
            }
            boolean mapped = mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL);
            if (mapped) {
                driverRoutine.invoke(driverContext, existingVa(mdl));
                return NtStatus.SUCCESS;
            }
            return mapAround(mdl, protection, driverRoutine, driverContext);
        });
    }

    private long existingVa(Mdl mdl) {
        if (mdl.record().inheritedMappingLost) {
            throw Checks.violation("S-BPM-12", mdl, "the source's mapping that this partial MDL inherited is gone");
        }
        boolean withoutOffset = mdl.record().reservation != null;
        return mdl.mappedSystemVa() + (withoutOffset ? mdl.byteOffset() : 0);
    }

    private NtStatus mapAround(Mdl mdl, int protection, MmMdlRoutine routine, Object context) {
        if (mdl.byteCount() == 0 || !mdl.has(MdlFlag.MDL_PAGES_LOCKED | MdlFlag.MDL_PARTIAL)) {
            throw Checks.violation("S-MMM-6", mdl, "MmMapMdl of an MDL that describes nothing locked");
        }
        SystemMapper mapper = new SystemMapper(this);
        mapper.requireMappable(mdl, 0);
        long base = machine().systemPtes().reserve(mdl.spanPages(), PagePriority.NORMAL_PAGE_PRIORITY);
        if (base == 0) {
            return NtStatus.INSUFFICIENT_RESOURCES;
        }
        int access = protection & ~(PageProtection.PAGE_NOCACHE | PageProtection.PAGE_WRITECOMBINE);
        mapper.enter(mdl, base, base + mdl.byteOffset(), MemoryCachingType.MM_CACHED, access);
        Irql irql = machine().irql();
        mdl.record().callbackDepth++;
        try {
            routine.invoke(context, base + mdl.byteOffset());
        } finally {
            mdl.record().callbackDepth--;
            if (machine().stopped() == null) {
                mapper.remove(mdl);
            }
        }
        requireSameIrql(irql, mdl);
        return NtStatus.SUCCESS;
    }

    private void requireSameIrql(Irql before, Mdl mdl) {
        if (machine().irql() != before) {
            Irql after = machine().irql(before);
            throw Checks.violation("S-MMM-10", mdl, "the callback returned at " + after + " instead of " + before);
        }
    }

    /** MmProtectMdlSystemAddress; at or below DISPATCH_LEVEL: protects the whole system mapping (S-PRO-1 to 6). */
    default NtStatus mmProtectMdlSystemAddress(Mdl mdl, int newProtect) {
        return machine().call("MmProtectMdlSystemAddress", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmProtectMdlSystemAddress");
            if (!PageProtection.isMdlProtection(newProtect)) {
                return NtStatus.INVALID_PAGE_PROTECTION;
            }
            if (!mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA)) {
                return NtStatus.NOT_MAPPED_VIEW;
            }
            protect(mdl, newProtect);
            return NtStatus.SUCCESS;
        });
    }

    private void protect(Mdl mdl, int protection) {
        long first = Pages.pageAlign(mdl.mappedSystemVa());
        int pages = mdl.spanPages();
        for (int i = 0; i < pages; i++) {
            if (machine().kernelSpace().at(first + Pages.addressOf(i)) == null) {
                throw machine()
                        .bugCheck(
                                BugCheckCode.MEMORY_MANAGEMENT,
                                0x1235,
                                mdl.address(),
                                first + Pages.addressOf(i),
                                0,
                                "protected mapping is not valid");
            }
        }
        for (int i = 0; i < pages; i++) {
            machine().kernelSpace().protect(first + Pages.addressOf(i), protection);
        }
    }
}
