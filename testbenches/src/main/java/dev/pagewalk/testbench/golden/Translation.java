package dev.pagewalk.testbench.golden;

/** The answer of the translation procedure while it is put together; reused from request to request [IOMMU §5]. */
final class Translation {
    /** Log2 of the range when both stages are Bare, which the specification leaves free. */
    static final int UNLIMITED = Long.SIZE;

    long spa;
    int log2Size;
    int pbmt;
    int permissions;
    boolean global;
    boolean msi;
    boolean mrif;
    long mrifAddress;
    long noticeAddress;
    int noticeId;

    /** An address that passes unchanged. */
    void identity(long address) {
        spa = address;
        log2Size = UNLIMITED;
        pbmt = 0;
        permissions = Permissions.ALL;
        global = false;
        msi = false;
        mrif = false;
    }
}
