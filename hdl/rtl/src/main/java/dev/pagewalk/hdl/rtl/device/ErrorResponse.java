package dev.pagewalk.hdl.rtl.device;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A response that the memory does not give. */
public final class ErrorResponse extends Bundle {
    public final UInt id;
    /** Beats of a read minus one. */
    public final UInt len = uint(8);

    public final Bits response = bits(2);
    /** Decided before the fence began. */
    public final Bool old = bool();

    ErrorResponse(int idWidth) {
        id = uint(idWidth);
    }
}
