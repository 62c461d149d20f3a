package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;

/**
 * What a cache would know a table entry by: the structure and its tags [IOMMU §12].
 *
 * @param kind the structure
 * @param deviceId device, for contexts and process directories
 * @param processId process, for process contexts
 * @param gscid tag of first stage, second stage and MSI entries
 * @param pscid tag of first-stage entries
 * @param level level in its table
 * @param prefix the part of the address, or of the id of a directory's pointer, that selects the entry
 */
record Entry(AccessKind kind, int deviceId, int processId, int gscid, int pscid, int level, long prefix) {
    private static final int PAGE_SHIFT = 12;
    private static final int WIDE_INDEX_BITS = 9;
    private static final int NARROW_INDEX_BITS = 10;

    static Entry of(ImplicitAccess access) {
        return switch (access.kind()) {
            case DDT_NON_LEAF -> directory(access, ImplicitAccess.NONE, ImplicitAccess.NONE, devices(access));
            case DEVICE_CONTEXT -> directory(access, access.deviceId(), ImplicitAccess.NONE, 0);
            case PDT_NON_LEAF -> directory(
                    access,
                    access.deviceId(),
                    ImplicitAccess.NONE,
                    access.processId() >>> (access.level() == 1 ? 8 : 17));
            case PROCESS_CONTEXT -> directory(access, access.deviceId(), access.processId(), 0);
            default -> new Entry(
                    access.kind(),
                    ImplicitAccess.NONE,
                    ImplicitAccess.NONE,
                    access.gscid(),
                    access.pscid(),
                    access.level(),
                    access.subject() >>> pageShift(access));
        };
    }

    /** The same entry whatever the process. */
    Entry ofAnyProcess() {
        return new Entry(kind, deviceId, processId, gscid, ImplicitAccess.NONE, level, prefix);
    }

    /** The entry of another address at the same level. */
    Entry at(long otherPrefix) {
        return new Entry(kind, deviceId, processId, gscid, pscid, level, otherPrefix);
    }

    /** The devices that a pointer of the directory serves: its index, and above it DDI[2] at level 1. */
    private static long devices(ImplicitAccess access) {
        long index = access.address() & (1 << PAGE_SHIFT) - 1;
        return access.level() == 1 ? ((long) access.deviceId() >>> 15 << PAGE_SHIFT) | index : index;
    }

    private static Entry directory(ImplicitAccess access, int deviceId, int processId, long prefix) {
        return new Entry(
                access.kind(), deviceId, processId, ImplicitAccess.NONE, ImplicitAccess.NONE, access.level(), prefix);
    }

    /** Log2 of the bytes that a leaf at this entry maps. */
    static int pageShift(ImplicitAccess access) {
        int indexBits = access.size() == Integer.BYTES ? NARROW_INDEX_BITS : WIDE_INDEX_BITS;
        return PAGE_SHIFT + indexBits * access.level();
    }
}
