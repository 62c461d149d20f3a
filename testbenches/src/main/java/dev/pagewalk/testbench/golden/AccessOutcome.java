package dev.pagewalk.testbench.golden;

/** How one memory access of the IOMMU ended. */
public enum AccessOutcome {
    OK,
    /** Data came back marked as corrupt; a write reports the same and changes nothing. */
    POISON,
    /** A PMA or PMP check refused the access, or the address lies beyond PAS. */
    ACCESS_FAULT;

    /** An access fault is reported before poison [IOMMU §5 step 6]. */
    AccessOutcome worse(AccessOutcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
