package dev.pagewalk.architecture;

/** How software may access a register or field. [IOMMU §6 Register layout] */
public enum RegisterAccess {
    /** Writes are ignored. */
    RO("RO"),
    /** Any value may be written, a legal one is read. */
    WARL("WARL"),
    /** Writing 1 clears, writing 0 keeps. */
    RW1C("RW1C"),
    /** Fields of both kinds in one register. */
    RW_RW1C("RW/RW1C");

    private final String label;

    RegisterAccess(String label) {
        this.label = label;
    }

    /** The specification's word. */
    public String label() {
        return label;
    }
}
