package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.ge;
import static dev.pagewalk.hdl.spinal.Operators.lt;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.xor;
import static dev.pagewalk.hdl.spinal.Shapes.catUInt;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.zeroExtend;

import spinal.core.Bool;
import spinal.core.UInt;

/**
 * The three sizes of pages that the second-level IOTLB keeps: 4 KiB, 2 MiB and 1 GiB. Pages between two of them are
 * kept as pieces of the smaller one. All functions are pure.
 */
final class PageClass {
    static final int COUNT = 3;
    static final int BITS = 2;
    /** Pages are numbered by 4 KiB. */
    static final int PAGE_BITS = 52;

    private static final int PAGE_SHIFT = 12;
    private static final int STEP = 9;

    private PageClass() {}

    /** log2 of the bytes of a class. */
    private static int shift(int pageClass) {
        return PAGE_SHIFT + STEP * pageClass;
    }

    /** The class of a page of some size. */
    static UInt of(UInt sizeLog2) {
        return mux(lt(sizeLog2, shift(1)), u(0, BITS), mux(lt(sizeLog2, shift(2)), u(1, BITS), u(2, BITS)));
    }

    /** log2 of the bytes of a class. */
    static UInt sizeLog2(UInt pageClass) {
        return mux(eq(pageClass, 0), u(shift(0), 6), mux(eq(pageClass, 1), u(shift(1), 6), u(shift(2), 6)));
    }

    /** The size is none of the three. */
    static Bool between(UInt sizeLog2) {
        return and(ne(sizeLog2, shift(0)), ne(sizeLog2, shift(1)), ne(sizeLog2, shift(2)));
    }

    /** Two pages are the same at the size of a class. */
    static Bool same(UInt a, UInt b, UInt pageClass) {
        Bool high = eq(slice(a, PAGE_BITS - 1, 2 * STEP), slice(b, PAGE_BITS - 1, 2 * STEP));
        Bool middle = eq(slice(a, 2 * STEP - 1, STEP), slice(b, 2 * STEP - 1, STEP));
        Bool low = eq(slice(a, STEP - 1, 0), slice(b, STEP - 1, 0));
        return and(high, or(middle, ge(pageClass, 2)), or(low, not(eq(pageClass, 0))));
    }

    /** The 4-KiB page inside a page of a class. */
    static UInt inside(UInt physical, UInt page, UInt pageClass) {
        UInt high = slice(physical, 43, 2 * STEP);
        UInt middle = mux(ge(pageClass, 2), slice(page, 2 * STEP - 1, STEP), slice(physical, 2 * STEP - 1, STEP));
        UInt low = mux(eq(pageClass, 0), slice(physical, STEP - 1, 0), slice(page, STEP - 1, 0));
        return catUInt(high, middle, low);
    }

    /** The set of a page: its number at the size of the class, folded. */
    static UInt index(UInt page, UInt pageClass, int setBits) {
        UInt index = fold(page, 0, setBits);
        index = mux(eq(pageClass, 1), fold(page, STEP, setBits), index);
        return mux(eq(pageClass, 2), fold(page, 2 * STEP, setBits), index);
    }

    private static UInt fold(UInt page, int from, int bits) {
        UInt folded = slice(page, from + bits - 1, from);
        for (int low = from + bits; low < PAGE_BITS; low += bits) {
            int high = Math.min(low + bits, PAGE_BITS) - 1;
            folded = xor(folded, zeroExtend(slice(page, high, low), bits));
        }
        return folded;
    }
}
