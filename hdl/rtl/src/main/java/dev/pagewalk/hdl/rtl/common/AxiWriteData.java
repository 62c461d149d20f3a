package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;

/** Payload of the W channel. [AXI4 A2.3] */
public final class AxiWriteData extends Bundle {
    public final Bits data;
    public final Bits strb;
    public final Bool last;

    public AxiWriteData(AxiWidths widths) {
        data = bits(widths.data());
        strb = bits(widths.bytes());
        last = bool();
    }
}
