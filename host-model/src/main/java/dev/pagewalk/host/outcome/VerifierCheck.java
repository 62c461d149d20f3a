package dev.pagewalk.host.outcome;

/** Sub-codes of DRIVER_VERIFIER_DETECTED_VIOLATION (0xC4) about MDLs; they need Driver Verifier. */
public enum VerifierCheck {
    PROBE_NOT_RAM(0x6F, "MmProbeAndLockPages of a page outside the PFN database"),
    PROBE_IRQL(0x70, "MmProbeAndLockPages above DISPATCH_LEVEL"),
    PROBE_PROCESS_IRQL(0x71, "MmProbeAndLockProcessPages above DISPATCH_LEVEL"),
    PROBE_SELECTED_IRQL(0x72, "MmProbeAndLockSelectedPages above DISPATCH_LEVEL"),
    MAP_IO_SPACE_IRQL(0x73, "MmMapIoSpace above DISPATCH_LEVEL"),
    MAP_OLD_KERNEL_IRQL(0x74, "MmMapLockedPages, KernelMode, above DISPATCH_LEVEL"),
    MAP_OLD_USER_IRQL(0x75, "MmMapLockedPages, UserMode, above APC_LEVEL"),
    MAP_KERNEL_IRQL(0x76, "MmMapLockedPagesSpecifyCache, KernelMode, above DISPATCH_LEVEL"),
    MAP_USER_IRQL(0x77, "MmMapLockedPagesSpecifyCache, UserMode, above APC_LEVEL"),
    UNLOCK_IRQL(0x78, "MmUnlockPages above DISPATCH_LEVEL"),
    UNMAP_KERNEL_IRQL(0x79, "MmUnmapLockedPages of a system address above DISPATCH_LEVEL"),
    UNMAP_USER_IRQL(0x7A, "MmUnmapLockedPages of a user address above APC_LEVEL"),
    UNMAP_IO_SPACE_IRQL(0x7B, "MmUnmapIoSpace above its IRQL limit"),
    UNLOCK_NEVER_LOCKED(0x7C, "MmUnlockPages of an MDL that was never locked"),
    UNLOCK_NONPAGED(0x7D, "MmUnlockPages of a nonpaged-pool MDL"),
    PAGES_IRQL(0x7E, "page allocation or free above DISPATCH_LEVEL"),
    BUILD_PAGED_POOL(0x7F, "MmBuildMdlForNonPagedPool over paged pool"),
    MAP_OLD_ROUTINE(0x81, "MmMapLockedPages used at all"),
    MAP_BUG_CHECK_ON_FAILURE(0x82, "MmMapLockedPagesSpecifyCache with BugCheckOnFailure"),
    MAP_IO_SPACE_RAM(0x83, "MmMapIoSpace of RAM that is not locked"),
    MAP_UNLOCKED_PAGE(0x85, "mapping of a page that is not locked"),
    PAGE_NOT_RAM(0x89, "page outside RAM without the I/O flag"),
    PROBE_FLAGS(0xB0, "MmProbeAndLockPages with wrong MDL flags"),
    PROBE_PROCESS_FLAGS(0xB1, "MmProbeAndLockProcessPages with wrong MDL flags"),
    MAP_FLAGS(0xB2, "mapping with wrong MDL flags (already mapped)"),
    MAP_NOT_LOCKED(0xB3, "mapping of an MDL that describes nothing locked"),
    UNLOCK_PARTIAL(0xB4, "MmUnlockPages of a partial MDL"),
    UNMAP_PARENT_MAPPED(0xB5, "MmUnmapLockedPages of a mapping that belongs to the source MDL"),
    UNMAP_NOT_MAPPED(0xB6, "MmUnmapLockedPages of an MDL that is not mapped"),
    FREE_MAPPED(0xB8, "IoFreeMdl of an MDL that is still mapped"),
    UNMAP_BAD_USER_ADDRESS(0xB9, "MmUnmapLockedPages with a bad user address"),
    BUILD_PAGEABLE(0x140, "MDL built from pageable memory without a lock"),
    EXECUTABLE_MAPPING(0x2002, "executable mapping requested");

    private final int subCode;
    private final String text;

    VerifierCheck(int subCode, String text) {
        this.subCode = subCode;
        this.text = text;
    }

    /** Parameter 1 of the bug check. */
    public int subCode() {
        return subCode;
    }

    /** What the driver did. */
    public String text() {
        return text;
    }
}
