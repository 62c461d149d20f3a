package dev.pagewalk.testbench.golden.history;

import dev.pagewalk.testbench.golden.AccessKind;
import dev.pagewalk.testbench.golden.ImplicitAccess;

/** What the value of an entry says about its caching: valid, leaf, global, size [IOMMU §4, §12]. */
final class EntryValue {
    /** Not a leaf, or a directory entry. */
    static final int POINTER = 0;
    /** A page of its level. */
    static final int LEAF = 1;
    /** A page of 64 KiB. */
    static final int NAPOT = 2;

    static final int SHAPES = 3;

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

    static boolean global(ImplicitAccess access, long raw) {
        return access.kind() == AccessKind.FIRST_STAGE_PTE && (word(access, raw) & G) != 0;
    }

    /** What of a value decides which commands cover it. */
    static int shape(ImplicitAccess access, long raw) {
        if (access.kind() == AccessKind.MSI_PTE) {
            return LEAF;
        }
        if (access.kind() != AccessKind.FIRST_STAGE_PTE && access.kind() != AccessKind.SECOND_STAGE_PTE) {
            return POINTER;
        }
        long word = word(access, raw);
        if ((word & R_OR_X) == 0) {
            return POINTER;
        }
        return access.size() == Long.BYTES && access.level() == 0 && word < 0 ? NAPOT : LEAF;
    }

    /** Log2 of the bytes that an entry of this shape maps; a NAPOT leaf maps 64 KiB. */
    static int pageShift(ImplicitAccess access, int shape) {
        return shape == NAPOT ? NAPOT_SHIFT : Entry.pageShift(access);
    }
}
