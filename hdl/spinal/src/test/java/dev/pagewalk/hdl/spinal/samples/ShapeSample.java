package dev.pagewalk.hdl.spinal.samples;

import static dev.pagewalk.hdl.spinal.Shapes.*;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.*;

import dev.pagewalk.hdl.spinal.Module;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.SInt;
import spinal.core.UInt;

import java.util.List;

/** Parts, concatenation, widths, casts and shifts. */
public final class ShapeSample extends Module<Void> {
    /** Fields from the least significant bit up. */
    public static final class Entry extends Bundle {
        public final Bool valid = bool();
        public final UInt page = uint(10);
        public final Bits flags = bits(5);
    }

    public final UInt value = in(uint(16));
    public final Bits raw = in(bits(16));
    public final UInt index = in(uint(4));
    public final Bool flag = in(bool());
    public final UInt middle = out(uint(4));
    public final Bits top = out(bits(3));
    public final Bool third = out(bool());
    public final Bool chosen = out(bool());
    public final Bits window = out(bits(2));
    public final Bits joined = out(bits(37));
    public final Bits listed = out(bits(6));
    public final UInt number = out(uint(18));
    public final Bits repeated = out(bits(4));
    public final UInt cut = out(uint(5));
    public final UInt wide = out(uint(20));
    public final UInt extended = out(uint(20));
    public final SInt asSigned = out(sint(16));
    public final UInt ofBit = out(uint(3));
    public final Bool single = out(bool());
    public final UInt entryPage = out(uint(10));
    public final Bits entryBits = out(bits(16));
    public final Bits reversed = out(bits(16));
    public final UInt left = out(uint(16));
    public final UInt right = out(uint(16));
    public final Bits dynamicLeft = out(bits(16));
    public final Bits dynamicRight = out(bits(16));
    public final Bits assembled = out(bits(8));

    final Entry entry = fromBits(raw, Entry::new);

    public ShapeSample() {
        set(middle, slice(value, 7, 4));
        set(top, slice(raw, 15, 13));
        set(third, at(raw, 3));
        set(chosen, at(value, index));
        set(window, sliceAt(raw, resize(index, 3), 2));
        set(joined, cat(flag, value, index, raw));
        set(listed, cat(List.of(flag, slice(raw, 1, 0), slice(value, 2, 0))));
        set(number, catUInt(flag, flag, value));
        set(repeated, repeat(flag, 4));
        set(cut, resize(value, 5));
        set(wide, zeroExtend(value, 20));
        set(extended, signExtend(value, 20));
        set(asSigned, toSInt(value));
        set(ofBit, toUInt(flag, 3));
        set(single, toBool(slice(raw, 9, 9)));
        set(entryPage, entry.page);
        set(entryBits, toBits(entry));
        set(reversed, reverse(raw));
        set(left, shiftLeft(value, 3));
        set(right, shiftRight(value, 3));
        set(dynamicLeft, shiftLeft(raw, index));
        set(dynamicRight, shiftRight(raw, index));
        set(slice(assembled, 7, 4), slice(raw, 3, 0));
        set(slice(assembled, 3, 1), toBits(slice(value, 2, 0)));
        set(at(assembled, 0), flag);
    }
}
