package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bundle;
import spinal.core.UInt;

/** The epochs that an entry of the second-level IOTLB was written in. */
final class SecondLevelStamp extends Bundle {
    static final int BITS = 8;

    final UInt everything = uint(BITS);
    final UInt device = uint(BITS);
    final UInt space = uint(BITS);
    final UInt pieces = uint(BITS);
}
