package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.b;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.config.Canary;
import spinal.core.Bits;
import spinal.core.Bool;

/** The value and lanes of the write that sets A, and D where it has to. [Priv §12.3.2 step 9] */
final class EntryUpdate {
    private static final int WORD = 32;

    private EntryUpdate() {}

    /** The entry with A set, and D when asked. */
    static Bits updated(Bits entry, Bool dirty) {
        Bits accessed = b(PageTableEntry.A.mask(), Long.SIZE);
        Bits both = b(PageTableEntry.A.mask() | PageTableEntry.D.mask(), Long.SIZE);
        return or(entry, mux(dirty, both, accessed));
    }

    /** The doubleword on the bus: in the byte order of the table, an entry of 4 bytes in both halves. */
    static Bits onBus(Bits entry, Bool rv32, Bool bigEndian) {
        Bits half = slice(entry, WORD - 1, 0);
        Bits wide = mux(rv32, cat(half, half), entry);
        return mux(bigEndian, EntryArrival.swapped(wide), wide);
    }

    /** The lanes of the entry. */
    static Bits strobe(Bool rv32, Bool upper) {
        Bits lanes = mux(rv32, mux(upper, b(0xf0, 8), b(0x0f, 8)), b(0xff, 8));
        return Canaries.instead(Canary.UPDATE_TORN, lanes, () -> b(0xf0, 8));
    }
}
