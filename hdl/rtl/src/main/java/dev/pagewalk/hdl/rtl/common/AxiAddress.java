package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** Payload of the AW and AR channels. {@code user} and {@code atop} are null when their width is 0. [AXI4 A2.2, A2.5] */
public final class AxiAddress extends Bundle {
    public final UInt id;
    public final UInt addr;
    public final UInt len;
    public final UInt size;
    public final Bits burst;
    public final Bool lock;
    public final Bits cache;
    public final Bits prot;
    public final Bits qos;
    public final Bits user;
    /** Of AW only. [AXI5 A6.4] */
    public final Bits atop;

    public AxiAddress(AxiWidths widths) {
        this(widths, false);
    }

    /** Payload of AW, with AWATOP where the port has it. */
    public static AxiAddress write(AxiWidths widths) {
        return new AxiAddress(widths, true);
    }

    private AxiAddress(AxiWidths widths, boolean write) {
        id = uint(widths.id());
        addr = uint(widths.address());
        len = uint(8);
        size = uint(3);
        burst = bits(2);
        lock = bool();
        cache = bits(4);
        prot = bits(3);
        qos = bits(4);
        user = widths.requestUser() == 0 ? null : bits(widths.requestUser());
        atop = write && widths.atomic() != 0 ? bits(widths.atomic()) : null;
    }
}
