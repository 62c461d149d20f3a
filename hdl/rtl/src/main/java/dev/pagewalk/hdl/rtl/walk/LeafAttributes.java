package dev.pagewalk.hdl.rtl.walk;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** What one stage grants to the requester of a walk, and how far. */
final class LeafAttributes extends Bundle {
    public final Bool readable = bool();
    /** Includes that no D bit has to be set. */
    public final Bool writable = bool();

    public final Bool executable = bool();
    public final Bool global = bool();
    public final UInt pbmt = uint(2);
    public final UInt sizeLog2 = uint(6);
    /** It counts as smaller than its leaf. */
    public final Bool piece = bool();
}
