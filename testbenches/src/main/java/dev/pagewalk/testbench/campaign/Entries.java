package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.hdl.rtl.config.Feature;

import java.util.Random;
import java.util.function.LongSupplier;

/** Draws values of page-table entries: mostly good ones, some without A and D, without rights or with X alone, or malformed. */
final class Entries {
    /** A leaf that grants everything. */
    static final long GOOD = 0xdf;

    /** Where data pages begin; a space of addresses of its own for guests begins at the same number. */
    static final long DATA = 0x4000_0000L;

    private static final long VALID = 1;
    private static final long READ = 1 << 1;
    private static final long WRITE = 1 << 2;
    private static final long GLOBAL = 1 << 5;
    private static final long ACCESSED = 1 << 6;
    private static final long DIRTY = 1 << 7;
    private static final long RESERVED = 1L << 54;
    private static final long NAPOT = 1L << 63;
    private static final long NAPOT_64K = 8L << 10;
    private static final int NAPOT_ENTRIES = 16;
    private static final int DIFFERENT_ONE_IN = 8;
    private static final int PERCENT = 100;
    private static final int ABSENT_PERCENT = 4;
    private static final int ODD_PERCENT = 16;
    private static final int EXECUTE_ONLY_PERCENT = 6;

    private final Random random;
    private final Shape shape;
    private final boolean globals;

    Entries(Random random, Shape shape) {
        this.random = random;
        this.shape = shape;
        globals = random.nextBoolean();
    }

    /** Whether leaves may be global. */
    boolean areGlobal() {
        return globals;
    }

    /** A leaf at a level; {@code updates} says that hardware sets A and D. */
    long leaf(PageTableMode mode, int level, boolean updates) {
        int draw = random.nextInt(PERCENT);
        long value = target(mode, level) >>> 12 << 10 | flags(draw, level, updates);
        if (mode.isRv32()) {
            return value & 0xffff_ffffL;
        }
        if (shape.has(Feature.SVPBMT) && random.nextInt(4) == 0) {
            value |= (long) random.nextInt(3) << 61;
        }
        if (shape.has(Feature.SVRSW60T59B)) {
            value |= (long) random.nextInt(4) << 59;
        }
        return draw == PERCENT - 1 ? value | RESERVED : value;
    }

    private long flags(int draw, int level, boolean updates) {
        long flags = GOOD;
        if (draw < ABSENT_PERCENT) {
            flags &= ~VALID;
        } else if (draw >= PERCENT - EXECUTE_ONLY_PERCENT && level == 0) {
            // the completion of a translation request grants nothing, and is global nevertheless
            flags = (flags & ~(READ | WRITE)) | GLOBAL;
        } else if (draw < ABSENT_PERCENT + ODD_PERCENT) {
            // without READ a leaf above level 0 would be a pointer to data
            flags = random.nextInt(0x100) | VALID | (level > 0 ? READ : 0);
        }
        if (updates && random.nextInt(3) == 0) {
            flags &= random.nextBoolean() ? ~DIRTY : ~(DIRTY | ACCESSED);
        }
        flags |= random.nextInt(8) == 0 ? GLOBAL : 0;
        return (globals ? flags : flags & ~GLOBAL) | (long) random.nextInt(4) << 8;
    }

    /**
     * Values of the entries of one NAPOT page: the same in all, as software has to write them, and now and then one that
     * differs or is no NAPOT entry.
     */
    LongSupplier napotPage(PageTableMode mode, boolean updates) {
        long common = napot(leaf(mode, 0, updates));
        int[] first = {NAPOT_ENTRIES};
        return () -> {
            if (first[0]-- > 0 || random.nextInt(DIFFERENT_ONE_IN) > 0) {
                return common;
            }
            long other = leaf(mode, 0, updates);
            return random.nextBoolean() ? other : napot(other);
        };
    }

    private static long napot(long leaf) {
        return NAPOT | (leaf & ~(0xfL << 10)) | NAPOT_64K;
    }

    /** An aligned address with data behind it, or none. */
    private long target(PageTableMode mode, int level) {
        int shift = mode.leafShift(level);
        return switch (level) {
            case 0 -> DATA + (long) random.nextInt(Place.SMALL) * Image.PAGE;
            case 1, 2 -> DATA + ((long) random.nextInt(2) << shift);
            default -> 1L << shift;
        };
    }

    /** What else a pointer may become: nothing, itself, one large page, or rarely malformed. */
    LongSupplier pointers(PageTableMode mode, PageTable.Pointer pointer, long good, boolean updates) {
        return () -> pointer(mode, pointer.level(), good, updates);
    }

    private long pointer(PageTableMode mode, int level, long good, boolean updates) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> good | ACCESSED;
            case 2 -> level < 3 ? leaf(mode, level, updates) : good;
            default -> good;
        };
    }

    /** What else the entry of a page that holds tables may become. */
    long tablePage(long good, boolean updates) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1, 2, 3 -> updates ? good & ~(ACCESSED | DIRTY) : good;
            default -> good;
        };
    }
}
