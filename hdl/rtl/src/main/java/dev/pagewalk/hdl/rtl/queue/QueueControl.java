package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** What the registers tell the engine of one queue. [IOMMU §6 cqb, cqcsr, fqb, fqcsr] */
public final class QueueControl extends Bundle {

    /** cqen, fqen, pqen. */
    public final Bool enable = bool();

    /** An error bit is set: no entry is taken until software clears it. */
    public final Bool halted = bool();

    /** Page of the queue. */
    public final UInt ppn = uint(44);

    /** Ones for the bits of an index: entries minus one. */
    public final UInt mask = uint(32);

    /** The index that software moves: tail of the command queue, head of the others. */
    public final UInt software = uint(32);
}
