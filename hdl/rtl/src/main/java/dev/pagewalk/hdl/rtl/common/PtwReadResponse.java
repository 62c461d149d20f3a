package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** One beat of read data from the walker port. */
public final class PtwReadResponse extends Bundle {
    public final UInt id;
    public final Bits data = bits(64);
    public final Bool last = bool();
    /** SLVERR or DECERR. */
    public final Bool error = bool();

    public final Bool poison = bool();
    /** The memory watches the address for an exclusive write. */
    public final Bool exclusiveOkay = bool();

    public PtwReadResponse(int idWidth) {
        id = uint(idWidth);
    }
}
