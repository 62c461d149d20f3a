package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A write of one beat on the walker port for a memory-resident interrupt file: pending bits, or a notice. */
public final class FileWrite extends Bundle {
    public final UInt address = uint(56);
    public final Bits data = bits(64);
    /** The low four bytes only. */
    public final Bool word = bool();
    /** Closes an exclusive pair. */
    public final Bool exclusive = bool();

    public final UInt rcid = uint(12);
    public final UInt mcid = uint(12);
}
