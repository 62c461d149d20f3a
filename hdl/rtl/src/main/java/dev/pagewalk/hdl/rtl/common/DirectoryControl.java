package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** Register fields that every translation depends on. Changed only while translations drain. [IOMMU §6] */
public final class DirectoryControl extends Bundle {
    /** ddtp.iommu_mode: code of {@link dev.pagewalk.architecture.DirectoryMode}. */
    public final Bits mode = bits(4);
    /** ddtp.PPN. */
    public final UInt ppn = uint(44);
    /** fctl.BE. */
    public final Bool bigEndian = bool();
    /** fctl.GXL. */
    public final Bool gxl = bool();
    /** iommu_qosid.RCID. */
    public final UInt rcid = uint(12);
    /** iommu_qosid.MCID. */
    public final UInt mcid = uint(12);
}
