package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A read on the walker port: an incrementing burst of 8-byte beats, naturally aligned to its size. */
public final class PtwRead extends Bundle {
    public final UInt address = uint(56);
    public final UInt id;
    /** Number of beats minus one. */
    public final UInt beats = uint(4);
    /** Opens an exclusive pair. */
    public final Bool exclusive = bool();

    public final UInt rcid = uint(12);
    public final UInt mcid = uint(12);

    public PtwRead(int idWidth) {
        id = uint(idWidth);
    }
}
