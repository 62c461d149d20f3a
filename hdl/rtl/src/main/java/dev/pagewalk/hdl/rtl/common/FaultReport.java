package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bundle;
import spinal.core.UInt;

/** What a fault record says. [IOMMU §4.2] */
public final class FaultReport extends Bundle {
    public final UInt cause = uint(12);
    /** Code of {@link dev.pagewalk.architecture.TransactionType}. */
    public final UInt ttyp = uint(6);

    public final Requester requester = new Requester();
    public final UInt iotval = uint(64);
    public final UInt iotval2 = uint(64);
}
