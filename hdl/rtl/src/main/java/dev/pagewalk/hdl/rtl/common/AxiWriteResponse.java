package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bundle;
import spinal.core.UInt;

/** Payload of the B channel. {@code user} (poison) is null when its width is 0. [AXI4 A2.4] */
public final class AxiWriteResponse extends Bundle {
    public final UInt id;
    public final Bits resp;
    public final Bits user;

    public AxiWriteResponse(AxiWidths widths) {
        id = uint(widths.id());
        resp = bits(2);
        user = widths.responseUser() == 0 ? null : bits(widths.responseUser());
    }
}
