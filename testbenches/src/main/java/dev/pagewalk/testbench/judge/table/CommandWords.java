package dev.pagewalk.testbench.judge.table;

/** The two doublewords of a command, read from the architecture by the judges on their own [IOMMU §9]. */
final class CommandWords {
    private static final long PAGE_MASK = (1L << 52) - 1;

    private CommandWords() {}

    static boolean isSecondStageInvalidation(long low) {
        return (low & 0x3ff) == (1 | 1 << 7);
    }

    static boolean isFence(long low) {
        return (low & 0x3ff) == 2;
    }

    static boolean isContextInvalidation(long low) {
        return (low & 0x3ff) == 3;
    }

    /** True if a fence waits for the reads and the writes before it. */
    static boolean drains(long low) {
        return (low >>> 12 & 3) == 3;
    }

    static boolean writesMemory(long low) {
        return (low >>> 10 & 1) != 0;
    }

    static int fenceData(long low) {
        return (int) (low >>> 32);
    }

    static long fenceAddress(long high) {
        return high << 2;
    }

    /** True if an IODIR.INVAL_DDT concerns the device. */
    static boolean coversDevice(long low, int device) {
        return (low >>> 33 & 1) == 0 || low >>> 40 == device;
    }

    /** True if an IOTINVAL.GVMA removes the leaf at {@code page}, one of {@code 1 << sizeLog2} pages, of a tag. */
    static boolean coversLeaf(long low, long high, int tag, long page, int sizeLog2) {
        if (!coversTag(low, tag)) {
            return false;
        }
        boolean everything = (low >>> 33 & 1) == 0 || (low >>> 10 & 1) == 0;
        if (everything) {
            return true;
        }
        long asked = high >>> 10 & PAGE_MASK;
        boolean range = (high >>> 9 & 1) != 0;
        int askedLog2 = range ? Long.numberOfTrailingZeros(~asked) + 1 : 0;
        int shift = Math.max(askedLog2, sizeLog2);
        return shift >= 52 || asked >>> shift == page >>> shift;
    }

    /** True if an IOTINVAL.GVMA removes non-leaf entries of a tag as well. */
    static boolean coversNonLeaf(long low, int tag) {
        boolean addressed = (low >>> 33 & 1) != 0 && (low >>> 10 & 1) != 0;
        return coversTag(low, tag) && (!addressed || (low >>> 34 & 1) != 0);
    }

    private static boolean coversTag(long low, int tag) {
        return (low >>> 33 & 1) == 0 || (low >>> 44 & 0xffff) == tag;
    }

    static String describe(long low, long high) {
        return "0x" + Long.toHexString(high) + "_" + String.format("%016x", low);
    }
}
