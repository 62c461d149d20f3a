package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Irql;
import dev.pagewalk.host.machine.MemoryCachingType;

/** The macros of {@code wdm.h} over MDLs (section 1.4). */
public interface MdlMacros extends MdlMappingRoutines {

    /** MmGetMdlVirtualAddress: address of the described buffer; of a partial MDL the original one (S-BPM-11). */
    default long mmGetMdlVirtualAddress(Mdl mdl) {
        return mdl.virtualAddress();
    }

    /** MmGetMdlByteCount. */
    default long mmGetMdlByteCount(Mdl mdl) {
        return mdl.byteCount();
    }

    /** MmGetMdlByteOffset. */
    default int mmGetMdlByteOffset(Mdl mdl) {
        return mdl.byteOffset();
    }

    /** MmGetMdlBaseVa. */
    default long mmGetMdlBaseVa(Mdl mdl) {
        return mdl.startVa();
    }

    /** MmGetMdlPfnArray: address of the array in memory. */
    default long mmGetMdlPfnArray(Mdl mdl) {
        mdl.requireAlive();
        return mdl.address() + MdlDescriptor.PFN_ARRAY;
    }

    /**
     * MmGetSystemAddressForMdlSafe: the system address of the MDL, mapping it if needed; 0 if that fails.
     *
     * <p>After a reserved mapping the result lacks the byte offset, as on Windows (S-MAC-1).
     */
    default long mmGetSystemAddressForMdlSafe(Mdl mdl, int priority) {
        return machine().call("MmGetSystemAddressForMdlSafe", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmGetSystemAddressForMdlSafe");
            long existing = existingSystemAddress(mdl);
            return existing != 0
                    ? existing
                    : mmMapLockedPagesSpecifyCache(
                            mdl, KprocessorMode.KERNEL_MODE, MemoryCachingType.MM_CACHED, 0, false, priority);
        });
    }

    /**
     * MmGetSystemAddressForMdl: as the Safe macro, but a failure stops the machine (0x3F).
     *
     * @deprecated use {@link #mmGetSystemAddressForMdlSafe}
     */
    @Deprecated
    default long mmGetSystemAddressForMdl(Mdl mdl) {
        return machine().call("MmGetSystemAddressForMdl", () -> {
            Checks.irql(machine(), Irql.DISPATCH_LEVEL, "MmGetSystemAddressForMdl");
            long existing = existingSystemAddress(mdl);
            return existing != 0 ? existing : mmMapLockedPages(mdl, KprocessorMode.KERNEL_MODE);
        });
    }

    private long existingSystemAddress(Mdl mdl) {
        if (!mdl.has(MdlFlag.MDL_MAPPED_TO_SYSTEM_VA | MdlFlag.MDL_SOURCE_IS_NONPAGED_POOL)) {
            return 0;
        }
        if (mdl.record().inheritedMappingLost) {
            throw Checks.violation("S-BPM-12", mdl, "the source's mapping that this partial MDL inherited is gone");
        }
        return mdl.mappedSystemVa();
    }
}
