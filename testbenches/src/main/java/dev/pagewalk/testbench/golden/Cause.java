package dev.pagewalk.testbench.golden;

/** Fault causes, and whether {@code DC.tc.DTF} may suppress their record [IOMMU §8 causes]. */
public enum Cause {
    INSTRUCTION_ACCESS_FAULT(1),
    READ_MISALIGNED(4),
    READ_ACCESS_FAULT(5),
    WRITE_MISALIGNED(6),
    WRITE_ACCESS_FAULT(7),
    INSTRUCTION_PAGE_FAULT(12),
    READ_PAGE_FAULT(13),
    WRITE_PAGE_FAULT(15),
    INSTRUCTION_GUEST_PAGE_FAULT(20),
    READ_GUEST_PAGE_FAULT(21),
    WRITE_GUEST_PAGE_FAULT(23),
    ALL_INBOUND_DISALLOWED(256, true),
    DDT_ACCESS_FAULT(257, true),
    DDT_NOT_VALID(258, true),
    DDT_MISCONFIGURED(259, true),
    TYPE_DISALLOWED(260),
    MSI_PTE_ACCESS_FAULT(261),
    MSI_PTE_NOT_VALID(262),
    MSI_PTE_MISCONFIGURED(263),
    MRIF_ACCESS_FAULT(264),
    PDT_ACCESS_FAULT(265),
    PDT_NOT_VALID(266),
    PDT_MISCONFIGURED(267),
    DDT_POISON(268, true),
    PDT_POISON(269),
    MSI_PT_POISON(270),
    MRIF_POISON(271),
    INTERNAL_DATA_PATH_ERROR(272, true),
    MSI_WRITE_ACCESS_FAULT(273, true),
    PAGE_TABLE_POISON(274);

    private final int code;
    private final boolean alwaysReported;

    Cause(int code) {
        this(code, false);
    }

    Cause(int code, boolean alwaysReported) {
        this.code = code;
        this.alwaysReported = alwaysReported;
    }

    /** The code in a fault record's CAUSE field. */
    public int code() {
        return code;
    }

    /** True when DTF=1 does not suppress the record [IOMMU §8 column DTF]. */
    public boolean alwaysReported() {
        return alwaysReported;
    }
}
