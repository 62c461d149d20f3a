package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/**
 * Who asks. Normalised: without {@code processValid}, {@code processId} is 0 and {@code privileged} is false, as in
 * fault records. [IOMMU §2.3, §4.2]
 */
public final class Requester extends Bundle {
    public final UInt deviceId = uint(24);
    public final Bool processValid = bool();
    public final UInt processId = uint(20);
    public final Bool privileged = bool();
}
