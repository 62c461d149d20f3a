package dev.pagewalk.host.dma;

import dev.pagewalk.host.iommu.DomainKind;

/** IOMMU_DMA_DOMAIN_TYPE, and how the hardware fills each (section 8b). */
public enum IommuDmaDomainType {
    TRANSLATE(0, DomainKind.SECOND_STAGE),
    PASS_THROUGH(1, DomainKind.PASS_THROUGH),
    UNMANAGED(2, DomainKind.UNMANAGED),
    TRANSLATE_S1(3, DomainKind.FIRST_STAGE);

    private final int value;
    private final DomainKind kind;

    IommuDmaDomainType(int value, DomainKind kind) {
        this.value = value;
        this.kind = kind;
    }

    /** Value in {@code wdm.h}. */
    public int value() {
        return value;
    }

    /** How the hardware fills it. */
    DomainKind kind() {
        return kind;
    }
}
