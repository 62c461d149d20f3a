package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** What the command queue tells the registers; the flags are strobes. [IOMMU §6 cqh, cqcsr] */
public final class CommandQueueStatus extends Bundle {

    /** cqon. */
    public final Bool on = bool();

    /** cqh. */
    public final UInt head = uint(32);

    /** Sets cqmf. */
    public final Bool memoryFault = bool();

    /** Sets cmd_ill. */
    public final Bool illegal = bool();

    /** Sets cmd_to. */
    public final Bool timeout = bool();

    /** Sets fence_w_ip. */
    public final Bool fencePending = bool();
}
