package dev.pagewalk.testbench.golden;

/**
 * The fields of an ATS translation completion [IOMMU §7].
 *
 * @param read R
 * @param write W
 * @param execute X
 * @param untranslatedOnly U: the page is behind an MRIF
 * @param privileged Priv
 * @param global Global
 * @param cxlIo CXL.io, or {@code null} where the specification leaves it open
 */
public record AtsCompletion(
        boolean read,
        boolean write,
        boolean execute,
        boolean untranslatedOnly,
        boolean privileged,
        boolean global,
        Boolean cxlIo) {
    private static final int PBMT_PMA = 0;

    /** How an ATS request that stopped with a cause is answered. */
    enum Answer {
        COMPLETER_ABORT,
        UNSUPPORTED_REQUEST,
        DENIED
    }

    static Answer answer(Cause cause) {
        return switch (cause) {
            case INSTRUCTION_PAGE_FAULT,
                    READ_PAGE_FAULT,
                    WRITE_PAGE_FAULT,
                    INSTRUCTION_GUEST_PAGE_FAULT,
                    READ_GUEST_PAGE_FAULT,
                    WRITE_GUEST_PAGE_FAULT,
                    MSI_PTE_NOT_VALID,
                    PDT_NOT_VALID -> Answer.DENIED;
            case ALL_INBOUND_DISALLOWED, DDT_ACCESS_FAULT, DDT_NOT_VALID, DDT_MISCONFIGURED, TYPE_DISALLOWED -> Answer
                    .UNSUPPORTED_REQUEST;
            default -> Answer.COMPLETER_ABORT;
        };
    }

    /** A success without R and W. */
    static AtsCompletion denied(InboundRequest request) {
        return new AtsCompletion(
                false, false, false, false, request.supervisorRequested(), false, request.cxl() ? null : Boolean.FALSE);
    }

    static AtsCompletion granted(Transaction transaction, Translation translation) {
        InboundRequest request = transaction.request;
        boolean read = (translation.permissions & Permissions.R) != 0;
        boolean execute = (translation.permissions & transaction.wanted & Permissions.X) != 0;
        return new AtsCompletion(
                read,
                (translation.permissions & Permissions.W) != 0,
                // [IOMMU §7] X only if requested and R granted
                execute && read,
                translation.mrif,
                request.supervisorRequested(),
                // [IOMMU §7] Global only with PASID and not for MSI addresses
                request.processIdValid() && translation.global,
                cxlIo(transaction, translation));
    }

    /** [IOMMU §7] CXL.io: 0 for non-CXL; 1 for MSI, T2GPA or PBMT NC/IO; otherwise open. */
    private static Boolean cxlIo(Transaction transaction, Translation translation) {
        if (!transaction.request.cxl()) {
            return Boolean.FALSE;
        }
        if (translation.msi || transaction.dc.t2gpa() || translation.pbmt != PBMT_PMA) {
            return Boolean.TRUE;
        }
        return null;
    }
}
