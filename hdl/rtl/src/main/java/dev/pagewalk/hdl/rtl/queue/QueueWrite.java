package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** One beat of a write towards memory; all but data, strobe and last are the same in all beats of a burst. */
public final class QueueWrite extends Bundle {

    /** Of the first beat, aligned to {@code size}. */
    public final UInt address = uint(56);

    /** Beats minus one. */
    public final UInt beats = uint(4);

    /** log2 of the bytes of a beat. */
    public final UInt size = uint(3);

    public final Bits data = bits(64);
    public final Bits strobe = bits(8);
    public final Bool last = bool();
}
