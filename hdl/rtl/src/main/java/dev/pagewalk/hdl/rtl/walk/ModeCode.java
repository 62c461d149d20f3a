package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.plus;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.slice;

import dev.pagewalk.architecture.PageTableMode;
import spinal.core.UInt;

/** Page-table modes in two bits: 0 Bare, 1 to 3 the encodings 8 to 10. */
final class ModeCode {
    /** No translation. */
    static final int BARE = 0;

    private static final int FIRST_ENCODING = 8;

    private ModeCode() {}

    /** The code of a mode. */
    static int of(PageTableMode mode) {
        return mode.encoding() - FIRST_ENCODING + 1;
    }

    /** The code of a known encoding in a MODE field. */
    static UInt of(UInt mode4) {
        return mux(at(mode4, 3), plus(slice(mode4, 1, 0), 1), u(BARE, 2));
    }
}
