package dev.pagewalk.host.dma;

import dev.pagewalk.host.iommu.FaultReport;

/**
 * IOMMU_DMA fault information as the fault handler gets it (x64 layout, section 6.3).
 *
 * @param domain domain of the device, null if it is attached to none
 * @param faultAddress valid with {@code faultAddressValid}
 * @param record what the hardware recorded
 */
public record FaultInformation(
        FaultType type,
        boolean isStage1,
        IommuDmaDomain domain,
        long faultAddress,
        boolean faultAddressValid,
        FaultReport record) {

    /** Kinds of fault. */
    public enum FaultType {
        UNSUPPORTED(0),
        ADDRESS_SIZE(1),
        TLB_CONFLICT(2),
        EXTERNAL(3),
        PERMISSION(4),
        ACCESS_FLAG(5),
        TRANSLATION(6);

        private final int value;

        FaultType(int value) {
            this.value = value;
        }

        /** Value in {@code wdm.h}. */
        public int value() {
            return value;
        }
    }
}
