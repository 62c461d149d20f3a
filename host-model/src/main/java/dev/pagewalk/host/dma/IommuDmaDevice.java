package dev.pagewalk.host.dma;

import java.util.EnumSet;
import java.util.Set;

/** IOMMU_DMA_DEVICE: a device that may be attached to a domain. */
public final class IommuDmaDevice {

    final int deviceId;
    final Set<IommuDmaDomainType> types = EnumSet.allOf(IommuDmaDomainType.class);
    IommuDmaDomain domain;
    boolean deleted;
    InterfaceStateChangeCallback stateChange;

    IommuDmaDevice(int deviceId) {
        this.deviceId = deviceId;
    }

    /** Requester id on the bus. */
    public int deviceId() {
        return deviceId;
    }

    /** Domain it is attached to, null if none. */
    public IommuDmaDomain domain() {
        return domain;
    }

    /** Forbids a domain type for this device; attaching then is ACCESS_DENIED. */
    public void forbid(IommuDmaDomainType type) {
        types.remove(type);
    }

    /** IOMMU_INTERFACE_STATE_CHANGE_CALLBACK. */
    @FunctionalInterface
    public interface InterfaceStateChangeCallback {
        /** Tells which domain types the device may use, as bits {@code 1 << type}. */
        void changed(Object context, int availableDomainTypes);
    }
}
