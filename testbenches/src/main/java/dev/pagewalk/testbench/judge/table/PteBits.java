package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;

/**
 * The 8-byte page-table entry, read from the privileged architecture by the judges on their own [IOMMU §4].
 *
 * <pre>
 *  63 62 61 60 59 58 54 53       10 9 8 7 6 5 4 3 2 1 0
 * +--+-----+-----+-----+-----------+---+-+-+-+-+-+-+-+-+
 * | N| PBMT| sw  |  0  |    PPN    |RSW|D|A|G|U|X|W|R|V|
 * +--+-----+-----+-----+-----------+---+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class PteBits {
    static final int V = 1;
    static final int R = 1 << 1;
    static final int W = 1 << 2;
    static final int X = 1 << 3;
    static final int U = 1 << 4;
    static final int A = 1 << 6;
    static final int D = 1 << 7;

    private static final long PPN_MASK = (1L << 44) - 1;

    private PteBits() {}

    static boolean isValid(long pte) {
        return (pte & V) != 0;
    }

    static boolean isLeaf(long pte) {
        return (pte & (R | W | X)) != 0;
    }

    static long ppn(long pte) {
        return pte >>> 10 & PPN_MASK;
    }

    static boolean isNapot(long pte) {
        return pte < 0;
    }

    /** What is illegal about a valid entry of a stage at a level (0 = leaves), or null. */
    static String fault(long pte, int level, TableKind stage) {
        if (isLeaf(pte) && (pte & U) == 0 && stage == TableKind.SECOND_STAGE) {
            return "U=0 in the second stage";
        }
        if ((pte >>> 54 & 0x1f) != 0) {
            return "reserved bits 58:54";
        }
        if ((pte >>> 59 & 3) != 0) {
            return "bits 60:59";
        }
        if ((pte >>> 61 & 3) == 3) {
            return "PBMT=3";
        }
        return isLeaf(pte) ? leafFault(pte, level) : nonLeafFault(pte, level);
    }

    private static String leafFault(long pte, int level) {
        if ((pte & W) != 0 && (pte & R) == 0) {
            return "W=1 with R=0";
        }
        if ((ppn(pte) & (span(level) - 1)) != 0) {
            return "misaligned superpage";
        }
        if (isNapot(pte) && (level > 0 || (ppn(pte) & 0xf) != 8)) {
            return "N=1 without PPN[3:0]=8 in a leaf of level 0";
        }
        return null;
    }

    private static String nonLeafFault(long pte, int level) {
        if (level == 0) {
            return "non-leaf at level 0";
        }
        if ((pte & (A | D | U)) != 0 || pte >>> 61 != 0) {
            return "A, D, U, PBMT or N in a non-leaf";
        }
        return null;
    }

    /** Pages of 4 KiB that an entry of the level covers. */
    static long span(int level) {
        return 1L << (9 * level);
    }

    /** Physical page of the 4-KiB page that is {@code offset} pages into the range of a leaf. */
    static long ppnAt(long pte, int level, long page) {
        if (isNapot(pte)) {
            return (ppn(pte) & ~0xfL) | (page & 0xf);
        }
        return ppn(pte) | (page & (span(level) - 1));
    }

    /** Letters of the bits that are set, as in a listing. */
    static String describe(long pte) {
        StringBuilder text =
                new StringBuilder("0x" + Long.toHexString(pte) + " (PPN 0x" + Long.toHexString(ppn(pte)) + " ");
        String letters = "VRWXUGAD";
        for (int bit = 0; bit < letters.length(); bit++) {
            text.append((pte >>> bit & 1) != 0 ? letters.charAt(bit) : '-');
        }
        return text.append(')').toString();
    }
}
