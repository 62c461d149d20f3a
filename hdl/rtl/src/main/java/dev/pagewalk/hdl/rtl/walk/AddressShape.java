package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.OneHots.all;
import static dev.pagewalk.hdl.spinal.OneHots.any;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ge;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toBits;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.architecture.Stage;
import spinal.core.Bool;
import spinal.core.UInt;

import java.util.List;

/** How modes cut and rebuild addresses. All functions are pure. [Priv §12.3-12.6, §18.5] */
final class AddressShape {
    private static final int PAGE = PageTableMode.PAGE_SHIFT;
    private static final int INDEX = 9;
    /** Bits of a guest physical address with SXL=1. */
    static final int NARROW_GUEST_BITS = 34;
    /** log2 of the largest page below 2^34 that divides it. */
    static final int NARROW_PAGE = 30;

    private static final int INDEX_RV32 = 10;
    private static final int PPN_BITS = 44;
    private static final int ROOT_EXTRA = 2;
    private static final int MOST_LEVELS = 5;

    private AddressShape() {}

    /**
     * Offset of an entry in its table, up to 14 bits.
     *
     * @param wideRoot the table is a 16-KiB root
     */
    static UInt entryOffset(WalkParameters p, Stage stage, UInt address, UInt level, Bool rv32, Bool wideRoot) {
        int levels = Math.min(p.levels(stage), MOST_LEVELS);
        UInt wide = offset(address, levels - 1, INDEX, 3, wideRoot);
        for (int l = levels - 2; l >= 0; l--) {
            wide = mux(eq(level, l), offset(address, l, INDEX, 3, wideRoot), wide);
        }
        if (!p.hasRv32(stage)) {
            return wide;
        }
        UInt narrow = mux(
                eq(level, 0), offset(address, 0, INDEX_RV32, 2, wideRoot), offset(address, 1, INDEX_RV32, 2, wideRoot));
        return p.modes(stage, false).isEmpty() ? narrow : mux(rv32, narrow, wide);
    }

    private static UInt offset(UInt address, int level, int indexBits, int entryShift, Bool wideRoot) {
        int low = PAGE + level * indexBits;
        UInt index = slice(address, low + indexBits - 1, low);
        UInt extra = slice(address, low + indexBits + ROOT_EXTRA - 1, low + indexBits);
        return catUInt(mux(wideRoot, extra, u(0, ROOT_EXTRA)), index, u(0, entryShift));
    }

    /** Address of an entry, in a table that is aligned to its own size. */
    static UInt entryAddress(UInt tablePage, UInt offset14) {
        UInt low = slice(tablePage, ROOT_EXTRA - 1, 0);
        UInt high = slice(tablePage, PPN_BITS - 1, ROOT_EXTRA);
        UInt top = slice(offset14, PAGE + ROOT_EXTRA - 1, PAGE);
        return catUInt(high, or(low, top), slice(offset14, PAGE - 1, 0));
    }

    /** The 4-KiB page of an address inside the page that a leaf maps. */
    static UInt leafPage(WalkParameters p, PageEntry entry, UInt address, UInt level, Bool rv32) {
        UInt offset = slice(address, PAGE + PPN_BITS - 1, PAGE);
        UInt result = entry.ppn;
        int levels = p.levels();
        for (int l = 1; l < levels; l++) {
            int width = Math.min(l * INDEX, PPN_BITS);
            UInt page = width == PPN_BITS ? offset : below(entry.ppn, offset, width);
            result = mux(eq(level, l), page, result);
        }
        if (p.hasRv32()) {
            result = mux(and(rv32, eq(level, 1)), below(entry.ppn, offset, INDEX_RV32), result);
        }
        return mux(entry.n, below(entry.ppn, offset, PageTableEntry.NAPOT_64K_SHIFT - PAGE), result);
    }

    private static UInt below(UInt page, UInt offset, int width) {
        return catUInt(slice(page, PPN_BITS - 1, width), slice(offset, width - 1, 0));
    }

    /**
     * log2 of the page that a leaf maps.
     *
     * @param single a NAPOT group counts as its pages: with hardware updates each entry has its own A and D bits
     */
    static UInt leafSize(WalkParameters p, PageEntry entry, UInt level, Bool rv32, Bool single) {
        UInt size = u(PAGE, 6);
        int levels = p.levels();
        for (int l = 1; l < levels; l++) {
            size = mux(eq(level, l), u(PAGE + l * INDEX, 6), size);
        }
        if (p.hasRv32()) {
            size = mux(and(rv32, eq(level, 1)), u(PAGE + INDEX_RV32, 6), size);
        }
        return mux(and(entry.n, not(single)), u(PageTableEntry.NAPOT_64K_SHIFT, 6), size);
    }

    /**
     * The address is inside the range of a mode.
     *
     * @param code a {@link ModeCode}
     */
    static Bool inRange(WalkParameters p, Stage stage, UInt address, UInt code, Bool rv32) {
        Bool inside = eq(code, ModeCode.BARE);
        for (PageTableMode mode : p.modes(stage)) {
            Bool selected = eq(code, ModeCode.of(mode));
            if (p.hasRv32(stage)) {
                selected = and(selected, mode.isRv32() ? rv32 : not(rv32));
            }
            inside = or(inside, and(selected, fits(mode, address)));
        }
        return inside;
    }

    private static Bool fits(PageTableMode mode, UInt address) {
        int top = Long.SIZE - 1;
        if (mode.signExtended()) {
            UInt copies = slice(address, top, mode.addressBits() - 1);
            return or(all(toBits(copies)), not(any(toBits(copies))));
        }
        return not(any(toBits(slice(address, top, mode.addressBits()))));
    }

    /** Level of the root table of a mode. */
    static UInt rootLevel(WalkParameters p, Stage stage, UInt code, Bool rv32) {
        UInt level = u(0, 3);
        for (PageTableMode mode : p.modes(stage)) {
            Bool selected = eq(code, ModeCode.of(mode));
            if (p.hasRv32(stage)) {
                selected = and(selected, mode.isRv32() ? rv32 : not(rv32));
            }
            level = mux(selected, u(mode.levels() - 1, 3), level);
        }
        return level;
    }

    /** A supported encoding of a MODE field of 4 bits; Bare is always one. */
    static Bool known(WalkParameters p, Stage stage, UInt mode4, Bool rv32) {
        List<PageTableMode> modes = p.modes(stage);
        Bool known = eq(mode4, PageTableMode.BARE);
        for (PageTableMode mode : modes) {
            Bool selected = eq(mode4, mode.encoding());
            known = or(known, and(selected, mode.isRv32() ? rv32 : not(rv32)));
        }
        return known;
    }

    /** The lesser size. */
    static UInt smaller(UInt a, UInt b) {
        return mux(ge(a, b), b, a);
    }

    /** Zero extended to 64 bits. */
    static UInt wide(UInt address) {
        return resize(address, Long.SIZE);
    }
}
