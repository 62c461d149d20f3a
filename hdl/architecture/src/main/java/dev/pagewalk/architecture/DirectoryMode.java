package dev.pagewalk.architecture;

import java.util.Optional;

/** Values of {@code ddtp.iommu_mode}. [IOMMU §6 ddtp] */
public enum DirectoryMode {
    /** Every request faults with cause 256. */
    OFF(0, 0),
    /** Addresses pass unchanged. */
    BARE(1, 0),
    ONE_LEVEL(2, 1),
    TWO_LEVEL(3, 2),
    THREE_LEVEL(4, 3);

    private final int encoding;
    private final int levels;

    DirectoryMode(int encoding, int levels) {
        this.encoding = encoding;
        this.levels = levels;
    }

    /** Value of the field. */
    public int encoding() {
        return encoding;
    }

    /** Levels of the device directory, 0 without one. */
    public int levels() {
        return levels;
    }

    /** The mode of an encoding, empty for reserved and custom ones. */
    public static Optional<DirectoryMode> ofEncoding(long encoding) {
        for (DirectoryMode mode : values()) {
            if (mode.encoding == encoding) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
