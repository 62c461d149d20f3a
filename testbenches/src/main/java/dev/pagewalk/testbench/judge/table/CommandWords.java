package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;

/** The two doublewords of a command, read from the architecture by the judges on their own [IOMMU §9]. */
final class CommandWords {
    private static final long PAGE_MASK = (1L << 52) - 1;

    private CommandWords() {}

    /** IOTINVAL.VMA or IOTINVAL.GVMA. */
    static boolean isInvalidation(long low) {
        return isFirstStageInvalidation(low) || isSecondStageInvalidation(low);
    }

    private static boolean isFirstStageInvalidation(long low) {
        return (low & 0x3ff) == 1;
    }

    private static boolean isSecondStageInvalidation(long low) {
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

    /** True if an IOTINVAL removes the leaf at {@code page}, one of {@code 1 << sizeLog2} pages, of a domain. */
    static boolean coversLeaf(long low, long high, DomainIntent domain, long page, int sizeLog2) {
        if (!coversTag(low, domain)) {
            return false;
        }
        if (!isAddressed(low)) {
            return true;
        }
        long asked = high >>> 10 & PAGE_MASK;
        boolean range = (high >>> 9 & 1) != 0;
        int askedLog2 = range ? Long.numberOfTrailingZeros(~asked) + 1 : 0;
        int shift = Math.max(askedLog2, sizeLog2);
        return shift >= 52 || asked >>> shift == page >>> shift;
    }

    /** True if an IOTINVAL removes non-leaf entries of a domain as well. */
    static boolean coversNonLeaf(long low, DomainIntent domain) {
        return coversTag(low, domain) && (!isAddressed(low) || (low >>> 34 & 1) != 0);
    }

    /** AV, which IOTINVAL.GVMA ignores without GV. */
    private static boolean isAddressed(long low) {
        return (low >>> 10 & 1) != 0 && (isFirstStageInvalidation(low) || (low >>> 33 & 1) != 0);
    }

    /** A first-stage domain has no second stage: with GV an IOTINVAL.VMA is for others. */
    private static boolean coversTag(long low, DomainIntent domain) {
        boolean guests = (low >>> 33 & 1) != 0;
        if (domain.stage() == TableKind.SECOND_STAGE) {
            return isSecondStageInvalidation(low) && (!guests || (low >>> 44 & 0xffff) == domain.tag);
        }
        boolean process = (low >>> 32 & 1) != 0;
        return isFirstStageInvalidation(low) && !guests && (!process || (low >>> 12 & 0xf_ffff) == domain.tag);
    }

    static String describe(long low, long high) {
        return "0x" + Long.toHexString(high) + "_" + String.format("%016x", low);
    }
}
