package dev.pagewalk.testbench.golden;

/** The {@code pdtp.MODE} encodings [IOMMU §2 fsc, §3]. */
final class ProcessDirectoryMode {
    static final int BARE = 0;
    static final int PD8 = 1;
    static final int PD17 = 2;
    static final int PD20 = 3;

    private static final int[] WIDTH = {20, 8, 17, 20};

    private ProcessDirectoryMode() {}

    static boolean supported(int mode, Capabilities capabilities) {
        return switch (mode) {
            case BARE -> true;
            case PD8 -> capabilities.pd8;
            case PD17 -> capabilities.pd17;
            case PD20 -> capabilities.pd20;
            default -> false;
        };
    }

    /** Width of the process ids that the mode accepts; Bare accepts any [IOMMU §5 step 7c]. */
    static int processIdBits(int mode) {
        return WIDTH[mode];
    }

    /** Levels of the directory, 1 to 3. */
    static int levels(int mode) {
        return mode;
    }
}
