package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.off;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.eq;
import static dev.pagewalk.hdl.spinal.Operators.gt;
import static dev.pagewalk.hdl.spinal.Operators.ne;
import static dev.pagewalk.hdl.spinal.Operators.not;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Operators.plusCarry;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.resize;
import static dev.pagewalk.hdl.spinal.Shapes.shiftRight;
import static dev.pagewalk.hdl.spinal.Shapes.slice;

import dev.pagewalk.hdl.rtl.common.AxiBurst;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import spinal.core.Bool;
import spinal.core.UInt;

/**
 * Whether a burst is one that AXI allows. What it does not allow is aborted with SLVERR and leaves no record: a manager
 * that breaks the bus protocol did not ask for a translation. [AXI4 A3.4.1]
 *
 * <pre>
 *  burst = reserved ------------------------------&gt; malformed
 *  beat wider than the bus -----------------------&gt; malformed
 *  WRAP, beats not 2, 4, 8 or 16 -----------------&gt; malformed
 *  FIXED, beats &gt; 16 -----------------------------&gt; malformed
 *  INCR, first aligned address + all bytes &gt; 4096 -&gt; malformed    (= 4096 ends exactly at the page end: legal)
 * </pre>
 */
public final class BurstCheck {
    private static final int PAGE_BYTES = 4096;

    private BurstCheck() {}

    /** The burst is not to be translated. */
    static Bool malformed(DeviceRequest request, int busBytes) {
        Bool reserved = eq(request.burst, 3);
        Bool wide = gt(request.size, Integer.numberOfTrailingZeros(busBytes));
        return or(reserved, wide, badWrap(request), badFixed(request), crossesPage(request, busBytes));
    }

    /**
     * An incrementing burst that leaves the 4-KiB page of its first byte: the number of its last beat, counted from the
     * start of the page, has one bit too many.
     */
    private static Bool crossesPage(DeviceRequest request, int busBytes) {
        UInt offset = slice(request.iova, 11, 0);
        UInt first = offset;
        for (int size = 1; 1 << size <= busBytes; size++) {
            first = mux(eq(request.size, size), shiftRight(offset, size), first);
        }
        UInt end = plusCarry(first, resize(request.len, 12));
        UInt last = Canaries.instead(Canary.PAGE_END_REJECTED, end, () -> plus(end, 1));
        Bool crosses = at(last, 12);
        for (int size = 1; 1 << size <= busBytes; size++) {
            crosses = mux(eq(request.size, size), at(last, 12 - size), crosses);
        }
        return and(eq(request.burst, AxiBurst.INCR.code()), crosses);
    }

    private static Bool badWrap(DeviceRequest request) {
        Bool legal = off();
        for (int beats : new int[] {2, 4, 8, 16}) {
            legal = or(legal, eq(request.len, beats - 1L));
        }
        return and(eq(request.burst, AxiBurst.WRAP.code()), not(legal));
    }

    private static Bool badFixed(DeviceRequest request) {
        return and(eq(request.burst, AxiBurst.FIXED.code()), ne(slice(request.len, 7, 4), 0));
    }

    /** The same decision on numbers, for tables of tests and for models. */
    public static boolean malformed(long address, int len, int size, int burst, int busBytes) {
        if (burst == 3 || 1 << size > busBytes) {
            return true;
        }
        if (burst == AxiBurst.WRAP.code()) {
            return len != 1 && len != 3 && len != 7 && len != 15;
        }
        if (burst == AxiBurst.FIXED.code()) {
            return len > 15;
        }
        long first = address & (PAGE_BYTES - 1) & -(1L << size);
        return first + ((len + 1L) << size) > PAGE_BYTES;
    }
}
