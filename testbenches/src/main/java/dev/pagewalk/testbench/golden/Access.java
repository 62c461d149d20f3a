package dev.pagewalk.testbench.golden;

/** The original access of a request, which decides the code of access, page and guest page faults [IOMMU §5 note b]. */
public enum Access {
    EXECUTE(Cause.INSTRUCTION_ACCESS_FAULT, Cause.INSTRUCTION_PAGE_FAULT, Cause.INSTRUCTION_GUEST_PAGE_FAULT, 1),
    READ(Cause.READ_ACCESS_FAULT, Cause.READ_PAGE_FAULT, Cause.READ_GUEST_PAGE_FAULT, 2),
    WRITE(Cause.WRITE_ACCESS_FAULT, Cause.WRITE_PAGE_FAULT, Cause.WRITE_GUEST_PAGE_FAULT, 3);

    private final Cause accessFault;
    private final Cause pageFault;
    private final Cause guestPageFault;
    private final int ttyp;

    Access(Cause accessFault, Cause pageFault, Cause guestPageFault, int ttyp) {
        this.accessFault = accessFault;
        this.pageFault = pageFault;
        this.guestPageFault = guestPageFault;
        this.ttyp = ttyp;
    }

    Cause accessFault() {
        return accessFault;
    }

    Cause pageFault() {
        return pageFault;
    }

    Cause guestPageFault() {
        return guestPageFault;
    }

    /** Transaction type code of the untranslated request; translated ones add {@link Origin#TRANSLATED_TTYP}. */
    int ttyp() {
        return ttyp;
    }
}
