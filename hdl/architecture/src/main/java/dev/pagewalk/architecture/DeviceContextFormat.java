package dev.pagewalk.architecture;

/**
 * The two sizes of a device context, and how they cut a device id. [IOMMU §3.1]
 *
 * <pre>
 *             DDI[2]  DDI[1]  DDI[0]
 *  base       23:16    15:7     6:0
 *  extended   23:15    14:6     5:0
 * </pre>
 */
public enum DeviceContextFormat {
    /** capabilities.MSI_FLAT = 0. */
    BASE(32, 7),
    /** capabilities.MSI_FLAT = 1. */
    EXTENDED(64, 6);

    /** Bits of a device id. */
    public static final int DEVICE_ID_BITS = 24;

    private static final int TABLE_INDEX_BITS = 9;

    private final int bytes;
    private final int leafIndexBits;

    DeviceContextFormat(int bytes, int leafIndexBits) {
        this.bytes = bytes;
        this.leafIndexBits = leafIndexBits;
    }

    /** The format an implementation with {@code capabilities} uses. */
    public static DeviceContextFormat of(long capabilities) {
        return Capabilities.MSI_FLAT.isSet(capabilities) ? EXTENDED : BASE;
    }

    /** Size of a context. */
    public int bytes() {
        return bytes;
    }

    /** DDI[{@code level}] of a device id; level 0 selects the context in a leaf table. */
    public int index(int deviceId, int level) {
        return (deviceId >>> lowBit(level)) & ((1 << indexBits(level)) - 1);
    }

    /** Lowest device-id bit of DDI[{@code level}]. */
    public int lowBit(int level) {
        return level == 0 ? 0 : leafIndexBits + (level - 1) * TABLE_INDEX_BITS;
    }

    /** Width of DDI[{@code level}]. */
    public int indexBits(int level) {
        return switch (level) {
            case 0 -> leafIndexBits;
            case 1 -> TABLE_INDEX_BITS;
            case 2 -> DEVICE_ID_BITS - leafIndexBits - TABLE_INDEX_BITS;
            default -> throw new IllegalArgumentException("no such level: level=" + level);
        };
    }

    /** Device-id bits that a directory of {@code levels} levels can tell apart. */
    public int deviceIdBits(int levels) {
        return lowBit(levels - 1) + indexBits(levels - 1);
    }
}
