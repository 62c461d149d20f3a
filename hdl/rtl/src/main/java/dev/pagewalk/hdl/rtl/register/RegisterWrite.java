package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A write to one aligned word of four bytes of the register window. */
public final class RegisterWrite extends Bundle {

    /** Offset divided by four. */
    public final UInt word = uint(10);

    public final Bits data = bits(32);
}
