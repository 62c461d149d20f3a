package dev.pagewalk.testbench.golden;

/** What an access of the IOMMU itself is for: the step of the architecture that justifies it. */
public enum AccessKind {
    DDT_NON_LEAF,
    DEVICE_CONTEXT,
    PDT_NON_LEAF,
    PROCESS_CONTEXT,
    FIRST_STAGE_PTE,
    SECOND_STAGE_PTE,
    MSI_PTE,
    MRIF,
    NOTICE_MSI,
    COMMAND,
    FENCE_DATA,
    FAULT_RECORD,
    PAGE_REQUEST_RECORD,
    INTERRUPT_MSI;

    /** Tables that may be cached, and whose entries therefore have more than one permitted version [IOMMU §12]. */
    public boolean isTable() {
        return compareTo(MSI_PTE) <= 0;
    }
}
