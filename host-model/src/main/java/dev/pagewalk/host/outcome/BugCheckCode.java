package dev.pagewalk.host.outcome;

/** Bug-check codes that the model raises, as the public bug-check pages number them. */
public enum BugCheckCode {
    IRQL_NOT_LESS_OR_EQUAL(0x0A),
    MEMORY_MANAGEMENT(0x1A),
    KMODE_EXCEPTION_NOT_HANDLED(0x1E),
    NO_MORE_SYSTEM_PTES(0x3F),
    TARGET_MDL_TOO_SMALL(0x40),
    PFN_LIST_CORRUPT(0x4E),
    PAGE_FAULT_IN_NONPAGED_AREA(0x50),
    PROCESS_HAS_LOCKED_PAGES(0x76),
    SYSTEM_THREAD_EXCEPTION_NOT_HANDLED(0x7E),
    ATTEMPTED_WRITE_TO_READONLY_MEMORY(0xBE),
    BAD_POOL_CALLER(0xC2),
    DRIVER_VERIFIER_DETECTED_VIOLATION(0xC4),
    DRIVER_LEFT_LOCKED_PAGES_IN_PROCESS(0xCB),
    DRIVER_UNMAPPING_INVALID_VIEW(0xD7),
    DRIVER_USED_EXCESSIVE_PTES(0xD8),
    LOCKED_PAGES_TRACKER_CORRUPTION(0xD9),
    SYSTEM_PTE_MISUSE(0xDA),
    INVALID_MDL_RANGE(0x12E),
    ILLEGAL_IOMMU_PAGE_FAULT(0x158),
    HAL_ILLEGAL_IOMMU_PAGE_FAULT(0x159),
    HAL_IOMMU_INTERNAL_ERROR(0x1D9);

    private final int value;

    BugCheckCode(int value) {
        this.value = value;
    }

    /** The number that the blue screen shows. */
    public int value() {
        return value;
    }
}
