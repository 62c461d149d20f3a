package dev.pagewalk.host.iommu;

import dev.pagewalk.host.bus.DriverListener;

/**
 * Rights and memory type of a mapping.
 *
 * @param permissions {@link DriverListener#READ} and {@link DriverListener#WRITE}
 */
public record Access(int permissions, MemoryType type) {

    /** Read and write, platform attributes. */
    public static final Access READ_WRITE = new Access(DriverListener.READ | DriverListener.WRITE, MemoryType.PMA);
    /** Read only, platform attributes. */
    public static final Access READ_ONLY = new Access(DriverListener.READ, MemoryType.PMA);

    /** True if writing is allowed. */
    public boolean writes() {
        return (permissions & DriverListener.WRITE) != 0;
    }

    /** True if reading is allowed; write without read has no encoding. */
    public boolean reads() {
        return (permissions & DriverListener.READ) != 0;
    }
}
