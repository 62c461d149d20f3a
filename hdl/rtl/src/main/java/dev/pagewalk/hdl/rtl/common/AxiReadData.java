package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** Payload of the R channel. {@code user} (poison) is null when its width is 0. [AXI4 A2.6] */
public final class AxiReadData extends Bundle {
    public final UInt id;
    public final Bits data;
    public final Bits resp;
    public final Bool last;
    public final Bits user;

    public AxiReadData(AxiWidths widths) {
        id = uint(widths.id());
        data = bits(widths.data());
        resp = bits(2);
        last = bool();
        user = widths.responseUser() == 0 ? null : bits(widths.responseUser());
    }
}
