package dev.pagewalk.host.mdl;

import dev.pagewalk.host.io.Irp;
import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.KernelPte;
import dev.pagewalk.host.machine.PageProtection;
import dev.pagewalk.host.machine.Pages;
import dev.pagewalk.host.machine.WindowsVersion;
import dev.pagewalk.host.outcome.BugCheckCode;
import dev.pagewalk.host.outcome.ContractViolation;
import dev.pagewalk.host.outcome.VerifierCheck;

/** Making and freeing MDLs (sections 2.1, 2.2, 2.4, 2.5). */
public interface MdlAllocationRoutines extends KernelServices {

    /** 4 GB - PAGE_SIZE, the longest buffer of one MDL from Windows 7 on. */
    long MAX_BYTES = 0xFFFF_F000L;

    /** MmSizeOfMdl: bytes for an MDL over a buffer; any IRQL. */
    default long mmSizeOfMdl(long base, long length) {
        return machine().call("MmSizeOfMdl", () -> MdlDescriptor.bytesFor(base, length));
    }

    /**
     * IoAllocateMdl; at or below DISPATCH_LEVEL (S-IOA-1 to S-IOA-7).
     *
     * @param virtualAddress start of the buffer; not probed, need not be valid
     * @param length bytes; 0 makes a blank MDL that cannot be locked, built or mapped
     * @param secondaryBuffer appends to the IRP's chain instead of becoming its head
     * @param chargeQuota must be false for drivers
     * @param irp IRP to associate, or null
     * @return null if the length exceeds the version's maximum or pool is short
     */
    default Mdl ioAllocateMdl(long virtualAddress, long length, boolean secondaryBuffer, boolean chargeQuota, Irp irp) {
        return machine().call("IoAllocateMdl", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "IoAllocateMdl");
            if (secondaryBuffer && irp == null) {
                throw new ContractViolation("S-IOA-4", "SecondaryBuffer without an IRP");
            }
            if (chargeQuota) {
                throw new ContractViolation("S-IOA-5", "ChargeQuota in a driver");
            }
            Mdl tail = secondaryBuffer ? MdlChain.tail(irp.mdlAddress()) : null;
            Mdl mdl = length > maximumBytes() ? null : newMdl(virtualAddress, length);
            if (mdl != null && irp != null) {
                attach(irp, tail, mdl);
            }
            return mdl;
        });
    }

    /** IoFreeMdl; at or below DISPATCH_LEVEL (S-IOF-1 to S-IOF-9). */
    default void ioFreeMdl(Mdl mdl) {
        machine().run("IoFreeMdl", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "IoFreeMdl");
            mdl.requireAlive();
            requireFreeable(mdl);
            releaseMappingBeforeFree(mdl);
            mdls().release(mdl);
        });
    }

    /** MmInitializeMdl over memory of the driver's own (section 1.4): everything but three fields is set. */
    default Mdl mmInitializeMdl(long memory, long base, long length) {
        return machine().call("MmInitializeMdl", () -> {
            int span = Pages.spanPages(base, length);
            int pool = machine().nonpagedPool().sizeOf(memory);
            int capacity = pool == 0 ? span : MdlBook.capacityOf(pool);
            Mdl mdl = mdls().enter(memory, new MdlRecord(MdlRecord.Origin.DRIVER_STORAGE, capacity));
            initialize(mdl, base, length);
            return mdl;
        });
    }

    /** MmInitializeMdl over an MDL that exists already and is neither locked nor mapped. */
    default void mmInitializeMdl(Mdl mdl, long base, long length) {
        machine().run("MmInitializeMdl", () -> {
            mdl.requireAlive();
            if (mdl.record().inUse() || mdl.has(MdlFlag.MDL_PAGES_LOCKED)) {
                throw Checks.violation("S-INI-2", mdl, "MmInitializeMdl over a locked or mapped MDL");
            }
            if (Pages.spanPages(base, length) > mdl.record().capacity) {
                throw Checks.violation("S-INI-2", mdl, "MmInitializeMdl beyond the MDL's capacity");
            }
            machine().events().mdlChanged(mdl.address(), "initialized");
            mdl.record().pfnsKnown = false;
            initialize(mdl, base, length);
        });
    }

    /** MmCreateMdl (obsolete): allocates the MDL if none is given, then MmInitializeMdl. */
    default Mdl mmCreateMdl(Mdl mdl, long base, long length) {
        return machine().call("MmCreateMdl", () -> {
            if (mdl != null) {
                mmInitializeMdl(mdl, base, length);
                return mdl;
            }
            Mdl created = mdls().allocate(MdlRecord.Origin.CREATED, Pages.spanPages(base, length));
            if (created != null) {
                initialize(created, base, length);
            }
            return created;
        });
    }

    /** MmBuildMdlForNonPagedPool; at or below DISPATCH_LEVEL (S-BLD-1 to S-BLD-5). */
    default void mmBuildMdlForNonPagedPool(Mdl mdl) {
        machine().run("MmBuildMdlForNonPagedPool", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmBuildMdlForNonPagedPool");
            int bad = MdlFlag.MDL_PAGES_LOCKED
                    | MdlFlag.MDL_MAPPED_TO_SYSTEM_VA
                    | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL
                    | MdlFlag.MDL_PARTIAL;
            if (mdl.byteCount() == 0 || mdl.has(bad)) {
                throw Checks.violation("S-BLD-1", mdl, "MmBuildMdlForNonPagedPool of an MDL in use or of length 0");
            }
            long[] pfns = nonpagedPfns(mdl);
            machine().events().mdlChanged(mdl.address(), "built");
            mdl.process(0);
            mdl.mappedSystemVa(mdl.virtualAddress());
            mdl.pfns(pfns);
            mdl.addFlags(MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL | Checks.ioSpaceFlag(machine(), pfns));
            Checks.tellPinned(machine(), mdl, pfns);
        });
    }

    private void attach(Irp irp, Mdl tail, Mdl mdl) {
        if (tail == null) {
            irp.mdlAddress(mdl);
        } else {
            tail.next(mdl);
        }
    }

    private Mdl newMdl(long va, long length) {
        int span = Pages.spanPages(va, length);
        boolean fixed = span <= MdlDescriptor.FIXED_SIZE_PAGES;
        int capacity = fixed ? MdlDescriptor.FIXED_SIZE_PAGES : span;
        Mdl mdl = mdls().allocate(MdlRecord.Origin.IO_ALLOCATE, capacity);
        if (mdl != null) {
            initialize(mdl, va, length);
            mdl.mdlFlags(fixed ? MdlFlag.MDL_ALLOCATED_FIXED_SIZE : 0);
        }
        return mdl;
    }

    private void initialize(Mdl mdl, long va, long length) {
        mdl.next(null);
        mdl.size(MdlDescriptor.bytesFor(va, length));
        mdl.mdlFlags(0);
        mdl.range(va, length);
    }

    private long maximumBytes() {
        WindowsVersion version = machine().settings().version();
        if (version.atLeast(WindowsVersion.WINDOWS_7)) {
            return MAX_BYTES;
        }
        if (version.atLeast(WindowsVersion.WINDOWS_VISTA)) {
            return (2L << 30) - Pages.PAGE_SIZE;
        }
        long headerLimit = 0xFFFF - MdlDescriptor.HEADER_BYTES;
        return headerLimit / MdlDescriptor.PFN_BYTES * Pages.PAGE_SIZE;
    }

    private void requireFreeable(Mdl mdl) {
        MdlRecord record = mdl.record();
        if (record.origin == MdlRecord.Origin.PAGE_ALLOCATION) {
            throw Checks.violation("S-IOF-8", mdl, "IoFreeMdl of an MDL from MmAllocatePagesForMdl");
        }
        if (record.origin == MdlRecord.Origin.DRIVER_STORAGE) {
            throw Checks.violation("S-IOF-10", mdl, "IoFreeMdl of an MDL in memory of the driver's own");
        }
        boolean ioSpace = record.origin == MdlRecord.Origin.IO_SPACE;
        if (mdl.has(MdlFlag.MDL_PAGES_LOCKED) && !ioSpace) {
            throw Checks.violation("S-IOF-3", mdl, "IoFreeMdl of an MDL whose pages are locked");
        }
        if (record.reservation != null) {
            throw Checks.violation("S-UMP-8", mdl, "IoFreeMdl of an MDL mapped with a reserved mapping");
        }
        if (!record.views.isEmpty()) {
            throw Checks.violation("S-UNL-5", mdl, "IoFreeMdl of an MDL with a live user view");
        }
    }

    private void releaseMappingBeforeFree(Mdl mdl) {
        boolean partial = mdl.has(MdlFlag.MDL_PARTIAL);
        boolean own = partial ? mdl.has(MdlFlag.MDL_PARTIAL_HAS_BEEN_MAPPED) : mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA);
        if (!own) {
            return;
        }
        if (!partial && machine().settings().verifier()) {
            throw machine().misuse("S-IOF-4", VerifierCheck.FREE_MAPPED, mdl.address(), mdl.mdlFlags(), 0, "");
        }
        if (!partial) {
            machine().events().diagnostic("implicit-unmap", "IoFreeMdl unmapped " + mdl);
        }
        new SystemMapper(this).remove(mdl);
    }

    private long[] nonpagedPfns(Mdl mdl) {
        long first = mdl.startVa();
        long[] pfns = new long[mdl.spanPages()];
        for (int i = 0; i < pfns.length; i++) {
            pfns[i] = nonpagedPfn(mdl, first + Pages.addressOf(i));
        }
        return pfns;
    }

    private long nonpagedPfn(Mdl mdl, long va) {
        KernelPte pte = machine().kernelSpace().at(va);
        if (pte == null || !pte.resident() || !PageProtection.readable(pte.protection())) {
            throw notResident(mdl, va);
        }
        if (pte.kind() == KernelPte.Kind.PAGED_POOL) {
            throw machine()
                    .misuse(
                            "S-BLD-4",
                            VerifierCheck.BUILD_PAGED_POOL,
                            machine().irql().value(),
                            mdl.address(),
                            mdl.mdlFlags(),
                            "MmBuildMdlForNonPagedPool over paged pool: " + mdl);
        }
        return pte.pfn();
    }

    private RuntimeException notResident(Mdl mdl, long va) {
        if (machine().settings().version().atLeast(WindowsVersion.WINDOWS_10_1507)) {
            return machine()
                    .bugCheck(
                            BugCheckCode.MEMORY_MANAGEMENT,
                            0x1240,
                            mdl.address(),
                            va,
                            0,
                            "MmBuildMdlForNonPagedPool over a range that is not resident");
        }
        return Checks.violation("S-BLD-4", mdl, "MmBuildMdlForNonPagedPool over a range that is not resident");
    }
}
