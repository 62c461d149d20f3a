package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.BitField;
import dev.pagewalk.architecture.PageTableEntry;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A page-table entry by fields; one of 4 bytes is zero extended first. [Priv §12] */
final class PageEntry extends Bundle {
    public final Bool v = bool();
    public final Bool r = bool();
    public final Bool w = bool();
    public final Bool x = bool();
    public final Bool u = bool();
    public final Bool g = bool();
    public final Bool a = bool();
    public final Bool d = bool();
    public final UInt ppn = uint(44);
    public final Bits reserved = bits(5);
    public final Bits software = bits(2);
    public final UInt pbmt = uint(2);
    public final Bool n = bool();

    /** Names the fields of a doubleword. */
    static PageEntry of(Bits word) {
        PageEntry entry = new PageEntry();
        set(entry.v, bit(word, PageTableEntry.V));
        set(entry.r, bit(word, PageTableEntry.R));
        set(entry.w, bit(word, PageTableEntry.W));
        set(entry.x, bit(word, PageTableEntry.X));
        set(entry.u, bit(word, PageTableEntry.U));
        set(entry.g, bit(word, PageTableEntry.G));
        set(entry.a, bit(word, PageTableEntry.A));
        set(entry.d, bit(word, PageTableEntry.D));
        set(entry.ppn, number(word, PageTableEntry.PPN));
        set(entry.reserved, field(word, PageTableEntry.RESERVED));
        set(entry.software, field(word, PageTableEntry.SOFTWARE));
        set(entry.pbmt, number(word, PageTableEntry.PBMT));
        set(entry.n, bit(word, PageTableEntry.N));
        return entry;
    }

    /** A field of one bit. */
    static Bool bit(Bits word, BitField field) {
        return at(word, field.low());
    }

    /** A field as bits. */
    static Bits field(Bits word, BitField field) {
        return slice(word, field.high(), field.low());
    }

    /** A field as a number. */
    static UInt number(Bits word, BitField field) {
        return toUInt(field(word, field));
    }
}
