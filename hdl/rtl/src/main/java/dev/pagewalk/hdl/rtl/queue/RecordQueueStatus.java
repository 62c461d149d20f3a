package dev.pagewalk.hdl.rtl.queue;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** What a queue of records tells the registers; the flags are strobes. [IOMMU §6 fqt, fqcsr] */
public final class RecordQueueStatus extends Bundle {

    /** fqon, pqon. */
    public final Bool on = bool();

    /** fqt, pqt. */
    public final UInt tail = uint(32);

    /** Sets fqmf, pqmf. */
    public final Bool memoryFault = bool();

    /** Sets fqof, pqof. */
    public final Bool overflow = bool();

    /** A record has become visible. */
    public final Bool recorded = bool();
}
