package dev.pagewalk.testbench.report.timeline;

/**
 * One access of a walk.
 *
 * @param burst the access on the walker port
 * @param text what was read or written, in words
 */
record WalkStep(Burst burst, String text) {
    private static final int PAGE_SHIFT = 12;
    private static final long PPN_MASK = (1L << 44) - 1;
    private static final int NAPOT_SPAN = 4;
    private static final int[] SPANS = {0, 9, 10, 18, 27, 36};

    /** True if an entry that was read is a leaf over a physical address, in either byte order. */
    boolean leadsTo(long physical) {
        if (burst.write || burst.words.isEmpty()) {
            return false;
        }
        long word = burst.words.get(0);
        if (burst.beatBytes == Integer.BYTES) {
            int half = (int) (word >>> ((burst.address & Integer.BYTES) * Byte.SIZE));
            return covers(Integer.toUnsignedLong(half), physical)
                    || covers(Integer.toUnsignedLong(Integer.reverseBytes(half)), physical);
        }
        return covers(word, physical) || covers(Long.reverseBytes(word), physical);
    }

    private static boolean covers(long entry, long physical) {
        long ppn = entry >>> 10 & PPN_MASK;
        long page = physical >>> PAGE_SHIFT;
        if ((entry & 1) == 0 || (entry & 0xe) == 0) {
            return false;
        }
        if (entry < 0) {
            return ppn >>> NAPOT_SPAN == page >>> NAPOT_SPAN;
        }
        for (int span : SPANS) {
            if ((ppn & ((1L << span) - 1)) == 0 && ppn >>> span == page >>> span) {
                return true;
            }
        }
        return false;
    }
}
