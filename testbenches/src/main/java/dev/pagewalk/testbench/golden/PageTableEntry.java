package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;
import static dev.pagewalk.testbench.golden.Bits.mask;

/**
 * Page-table entries [IOMMU §4].
 *
 * <pre>
 *   8 bytes: | N 63 | PBMT 62:61 | 60:54 reserved, 60:59 RSW | PPN 53:10 | RSW 9:8 | D A G U X W R V 7:0 |
 *   4 bytes:                                                 | PPN 31:10 | RSW 9:8 | D A G U X W R V 7:0 |
 * </pre>
 */
final class PageTableEntry {
    static final long A = 1 << 6;
    static final long D = 1 << 7;

    private static final long V = 1;
    private static final long R = 1 << 1;
    private static final long W = 1 << 2;
    private static final long X = 1 << 3;
    private static final long U = 1 << 4;
    private static final long ALWAYS_RESERVED = mask(58, 54);
    private static final long RESERVED_WITHOUT_SVRSW60T59B = mask(60, 59);
    private static final int PBMT_RESERVED = 3;
    private static final int NAPOT_64K = 8;

    private PageTableEntry() {}

    /** Rules that hold for every entry, leaf or not: a violation is a page fault [IOMMU §4 rules]. */
    static boolean malformed(long pte, Capabilities capabilities) {
        // [IOMMU §4] V=0; W=1 with R=0
        if ((pte & V) == 0 || (pte & (W | R)) == W) {
            return true;
        }
        // [IOMMU §4] reserved bits
        if ((pte & ALWAYS_RESERVED) != 0 || (!capabilities.svrsw60t59b && (pte & RESERVED_WITHOUT_SVRSW60T59B) != 0)) {
            return true;
        }
        // [IOMMU §4] PBMT=3; PBMT without Svpbmt
        return pbmt(pte) == PBMT_RESERVED || (!capabilities.svpbmt && pbmt(pte) != 0);
    }

    static boolean leaf(long pte) {
        return (pte & (R | X)) != 0;
    }

    /** [IOMMU §4] PBMT, N, A, D or U in a non-leaf. */
    static boolean malformedPointer(long pte) {
        return (pte & (A | D | U)) != 0 || pbmt(pte) != 0 || napot(pte);
    }

    /** [IOMMU §4] misaligned superpage; N above level 0 or with another size than 64 KiB. */
    static boolean malformedLeaf(long pte, int level, PageTableMode mode) {
        if (napot(pte)) {
            return level > 0 || (ppn(pte) & 0xf) != NAPOT_64K;
        }
        return (ppn(pte) & Bits.ones(mode.indexBits * level)) != 0;
    }

    static long ppn(long pte) {
        return field(pte, 53, 10);
    }

    static boolean napot(long pte) {
        return bit(pte, 63);
    }

    static int pbmt(long pte) {
        return (int) field(pte, 62, 61);
    }

    static boolean user(long pte) {
        return (pte & U) != 0;
    }

    static boolean global(long pte) {
        return bit(pte, 5);
    }

    static boolean accessed(long pte) {
        return (pte & A) != 0;
    }

    static boolean dirty(long pte) {
        return (pte & D) != 0;
    }

    /** R, W and X as a set of {@link Permissions}. */
    static int permissions(long pte) {
        return (int) field(pte, 3, 1);
    }
}
