package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;

/** What the value of an entry says about its caching: valid, leaf, global, size [IOMMU §4, §12]. */
final class EntryValue {
    private static final long V = 1;
    private static final long R_OR_X = 0b1010;
    private static final long G = 1 << 5;
    private static final int NAPOT_SHIFT = 16;

    private EntryValue() {}

    /** The entry's first doubleword, or its half for a 4-byte entry, in little-endian order. */
    static long word(ImplicitAccess access, long raw) {
        if (access.size() == Integer.BYTES) {
            int half = (int) ((access.address() & 4) == 0 ? raw : raw >>> Integer.SIZE);
            return (access.bigEndian() ? Integer.reverseBytes(half) : half) & 0xffff_ffffL;
        }
        return access.bigEndian() ? Long.reverseBytes(raw) : raw;
    }

    /** Entries with V=0 are never cached in any form. */
    static boolean valid(ImplicitAccess access, long raw) {
        return (word(access, raw) & V) != 0;
    }

    static boolean leaf(ImplicitAccess access, long raw) {
        return access.kind() == AccessKind.MSI_PTE || (word(access, raw) & R_OR_X) != 0;
    }

    static boolean global(ImplicitAccess access, long raw) {
        return access.kind() == AccessKind.FIRST_STAGE_PTE && (word(access, raw) & G) != 0;
    }

    /** Log2 of the bytes that the entry maps as a leaf; a NAPOT leaf maps 64 KiB. */
    static int pageShift(ImplicitAccess access, long raw) {
        boolean napot = access.size() == Long.BYTES && access.level() == 0 && word(access, raw) < 0;
        return napot ? NAPOT_SHIFT : Entry.pageShift(access);
    }
}
