package dev.pagewalk.architecture;

import java.util.Optional;

/** Causes of fault records, and of rejected requests that leave none. [IOMMU §4.2] */
public enum FaultCause {
    INSTRUCTION_ACCESS_FAULT(1, false, "access fault on a read for execute"),
    READ_MISALIGNED(4, false, "read address misaligned"),
    READ_ACCESS_FAULT(5, false, "access fault on a read"),
    WRITE_MISALIGNED(6, false, "write or AMO address misaligned"),
    WRITE_ACCESS_FAULT(7, false, "access fault on a write or AMO"),
    INSTRUCTION_PAGE_FAULT(12, false, "first-stage fault on a read for execute"),
    READ_PAGE_FAULT(13, false, "first-stage fault on a read"),
    WRITE_PAGE_FAULT(15, false, "first-stage fault on a write or AMO"),
    INSTRUCTION_GUEST_PAGE_FAULT(20, false, "second-stage fault on a read for execute"),
    READ_GUEST_PAGE_FAULT(21, false, "second-stage fault on a read"),
    WRITE_GUEST_PAGE_FAULT(23, false, "second-stage fault on a write or AMO"),
    ALL_INBOUND_DISALLOWED(256, true, "all inbound transactions disallowed (ddtp Off)"),
    DDT_ACCESS_FAULT(257, true, "device directory entry load access fault"),
    DDT_NOT_VALID(258, true, "device directory entry not valid"),
    DDT_MISCONFIGURED(259, true, "device directory entry misconfigured"),
    TYPE_DISALLOWED(260, false, "transaction type disallowed"),
    MSI_PTE_ACCESS_FAULT(261, false, "MSI page-table entry load access fault"),
    MSI_PTE_NOT_VALID(262, false, "MSI page-table entry not valid"),
    MSI_PTE_MISCONFIGURED(263, false, "MSI page-table entry misconfigured"),
    MRIF_ACCESS_FAULT(264, false, "MRIF access fault"),
    PDT_ACCESS_FAULT(265, false, "process directory entry load access fault"),
    PDT_NOT_VALID(266, false, "process directory entry not valid"),
    PDT_MISCONFIGURED(267, false, "process directory entry misconfigured"),
    DDT_POISON(268, true, "device directory data corruption"),
    PDT_POISON(269, false, "process directory data corruption"),
    MSI_PTE_POISON(270, false, "MSI page-table data corruption"),
    MRIF_POISON(271, false, "MRIF data corruption"),
    INTERNAL_ERROR(272, true, "internal data path error"),
    MSI_WRITE_ACCESS_FAULT(273, true, "access fault on an IOMMU-generated MSI"),
    PAGE_TABLE_POISON(274, false, "first- or second-stage page-table data corruption");

    private final int code;
    private final boolean recordedWithDtf;
    private final String meaning;

    FaultCause(int code, boolean recordedWithDtf, String meaning) {
        this.code = code;
        this.recordedWithDtf = recordedWithDtf;
        this.meaning = meaning;
    }

    /** Value of the CAUSE field. */
    public int code() {
        return code;
    }

    /** Whether a record is written although DC.tc.DTF is 1. [IOMMU §4.2, table of causes] */
    public boolean recordedWithDtf() {
        return recordedWithDtf;
    }

    /** What happened, for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether iotval2 carries the guest physical address. [IOMMU §4.2 iotval2] */
    public boolean isGuestPageFault() {
        return this == INSTRUCTION_GUEST_PAGE_FAULT || this == READ_GUEST_PAGE_FAULT || this == WRITE_GUEST_PAGE_FAULT;
    }

    /** The cause of a code, empty for reserved and custom ones. */
    public static Optional<FaultCause> ofCode(int code) {
        for (FaultCause cause : values()) {
            if (cause.code == code) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
