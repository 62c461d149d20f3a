package dev.pagewalk.testbench.vectors;

/** Decoding of tr_response: PBMT 8:7, S 9, PPN 53:10 [IOMMU §1 debug interface]. */
final class DebugResponse {
    private DebugResponse() {}

    /** The page that {@code iova} translates to, from a response of any size. */
    static long pageOf(long response, long iova) {
        long ppn = (response >>> 10) & ((1L << 44) - 1);
        long page = iova >>> 12;
        if (((response >>> 9) & 1) == 0) {
            return ppn << 12;
        }
        // S=1: lowest 0 bit at X, 2^(X+1) pages
        long within = (2L << Long.numberOfTrailingZeros(~ppn)) - 1;
        return ((ppn & ~within) | (page & within)) << 12;
    }

    static int pbmt(long response) {
        return (int) (response >>> 7) & 3;
    }
}
