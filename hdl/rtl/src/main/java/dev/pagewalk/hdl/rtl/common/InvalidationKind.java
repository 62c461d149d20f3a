package dev.pagewalk.hdl.rtl.common;

/** Values of {@link Invalidation#kind}. [IOMMU §4.1] */
public enum InvalidationKind {
    /** IOTINVAL.VMA. */
    VMA(0),
    /** IOTINVAL.GVMA. */
    GVMA(1),
    /** IODIR.INVAL_DDT. */
    DDT(2),
    /** IODIR.INVAL_PDT. */
    PDT(3);

    private final int code;

    InvalidationKind(int code) {
        this.code = code;
    }

    /** Value of the field. */
    public int code() {
        return code;
    }
}
