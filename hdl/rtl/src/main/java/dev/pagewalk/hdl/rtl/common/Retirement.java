package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/**
 * One completed translation: handed to the memory port, or rejected. Exists in simulation builds only; checkers compare
 * it with the pins.
 */
public final class Retirement extends Bundle {
    /** Values of {@link #source}. */
    public static final int SOURCE_IOTLB = 0;

    public static final int SOURCE_NONE = 4;
    /** Handed to the engine of memory-resident interrupt files; {@link #spa} is 0. */
    public static final int SOURCE_FILE = 5;

    public final Bool write = bool();
    public final Bool execute = bool();
    public final Bits type = bits(2);
    public final UInt axiId;
    public final UInt device = uint(24);
    public final Bool pv = bool();
    public final UInt process = uint(20);
    public final Bool priv = bool();
    public final UInt iova = uint(64);
    public final Bool fault = bool();
    public final UInt cause = uint(12);
    public final UInt spa = uint(64);
    /** 0 first-level IOTLB, 1 second level, 2 walk, 3 Bare, 4 none, 5 interrupt file. */
    public final Bits source = bits(4);
    /** Memory reads of the walk. */
    public final UInt levels = uint(5);
    /** Low bits of the cycle counter when the address was accepted, and when the translation completed. */
    public final UInt start = uint(32);

    public final UInt end = uint(32);

    public Retirement(int idWidth) {
        axiId = uint(idWidth);
    }
}
