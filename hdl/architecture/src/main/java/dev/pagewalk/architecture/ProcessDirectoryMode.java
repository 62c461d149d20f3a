package dev.pagewalk.architecture;

import java.util.Optional;

/** Values of pdtp.MODE. PDI[0] is 7:0, PDI[1] 16:8, PDI[2] 19:17 of the process id. [IOMMU §3.1.3, §3.2] */
public enum ProcessDirectoryMode {
    BARE(0, 0, 20),
    PD8(1, 1, 8),
    PD17(2, 2, 17),
    PD20(3, 3, 20);

    private static final int[] LOW_BIT = {0, 8, 17};
    private static final int[] INDEX_BITS = {8, 9, 3};

    private final int encoding;
    private final int levels;
    private final int processIdBits;

    ProcessDirectoryMode(int encoding, int levels, int processIdBits) {
        this.encoding = encoding;
        this.levels = levels;
        this.processIdBits = processIdBits;
    }

    public int encoding() {
        return encoding;
    }

    public int levels() {
        return levels;
    }

    /** Widest process id that is accepted. */
    public int processIdBits() {
        return processIdBits;
    }

    /** PDI[{@code level}] of a process id; level 0 selects the context in a leaf table. */
    public static int index(int processId, int level) {
        return (processId >>> LOW_BIT[level]) & ((1 << INDEX_BITS[level]) - 1);
    }

    /** The mode of an encoding, empty for reserved and custom ones. */
    public static Optional<ProcessDirectoryMode> ofEncoding(long encoding) {
        for (ProcessDirectoryMode mode : values()) {
            if (mode.encoding == encoding) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
