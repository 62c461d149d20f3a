package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;

/**
 * What a cache would know a table entry by: the structure and its tags [IOMMU §12].
 *
 * @param kind the structure
 * @param deviceId device, for directories
 * @param processId process, for process directories
 * @param gscid tag of first stage, second stage and MSI entries
 * @param pscid tag of first-stage entries
 * @param level level in its table
 * @param prefix the part of the address that selects the entry
 */
record Entry(AccessKind kind, int deviceId, int processId, int gscid, int pscid, int level, long prefix) {
    private static final int PAGE_SHIFT = 12;
    private static final int WIDE_INDEX_BITS = 9;
    private static final int NARROW_INDEX_BITS = 10;

    static Entry of(ImplicitAccess access) {
        return switch (access.kind()) {
            case DDT_NON_LEAF, DEVICE_CONTEXT -> directory(access, ImplicitAccess.NONE);
            case PDT_NON_LEAF, PROCESS_CONTEXT -> directory(access, access.processId());
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

    private static Entry directory(ImplicitAccess access, int processId) {
        return new Entry(
                access.kind(),
                access.deviceId(),
                processId,
                ImplicitAccess.NONE,
                ImplicitAccess.NONE,
                access.level(),
                0);
    }

    /** Log2 of the bytes that a leaf at this entry maps. */
    static int pageShift(ImplicitAccess access) {
        int indexBits = access.size() == Integer.BYTES ? NARROW_INDEX_BITS : WIDE_INDEX_BITS;
        return PAGE_SHIFT + indexBits * access.level();
    }
}
