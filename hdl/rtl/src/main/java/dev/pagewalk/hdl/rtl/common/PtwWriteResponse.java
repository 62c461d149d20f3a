package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** End of a write on the walker port. */
public final class PtwWriteResponse extends Bundle {
    public final UInt id;
    /** SLVERR or DECERR. */
    public final Bool error = bool();

    public final Bool poison = bool();
    /** The exclusive write took place. */
    public final Bool exclusiveOkay = bool();

    public PtwWriteResponse(int idWidth) {
        id = uint(idWidth);
    }
}
