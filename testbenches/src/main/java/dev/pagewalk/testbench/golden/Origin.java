package dev.pagewalk.testbench.golden;

/** How a request reaches the IOMMU [IOMMU §14]. */
public enum Origin {
    UNTRANSLATED,
    TRANSLATED,
    ATS;

    /** Distance between the transaction types of translated and untranslated requests [IOMMU §8 TTYP]. */
    static final int TRANSLATED_TTYP = 4;
    /** Transaction type of an ATS translation request [IOMMU §8 TTYP]. */
    static final int ATS_TTYP = 8;
    /** Transaction type of a message request [IOMMU §8 TTYP]. */
    static final int MESSAGE_TTYP = 9;
}
