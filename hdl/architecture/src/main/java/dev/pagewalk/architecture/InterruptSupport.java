package dev.pagewalk.architecture;

/** How the IOMMU can signal its own interrupts. [IOMMU §6 capabilities.IGS] */
public enum InterruptSupport {
    MSI(0),
    WSI(1),
    BOTH(2);

    private final int encoding;

    InterruptSupport(int encoding) {
        this.encoding = encoding;
    }

    /** Value of capabilities.IGS. */
    public int encoding() {
        return encoding;
    }
}
