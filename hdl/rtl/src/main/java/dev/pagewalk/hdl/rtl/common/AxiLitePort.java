package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.rtl.common.AxiPins.pins;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;
import static dev.pagewalk.hdl.spinal.Types.uint;

import spinal.core.Bits;
import spinal.core.Bundle;
import spinal.core.UInt;
import spinal.lib.Stream;

/** An AXI4-Lite subordinate port of the component under construction, with the pin names of AXI. [AXI4 B1] */
public final class AxiLitePort {
    /** Payload of AW and AR. */
    public static final class Address extends Bundle {
        public final UInt addr;
        public final Bits prot;

        Address(int width) {
            addr = uint(width);
            prot = bits(3);
        }
    }

    /** Payload of W. */
    public static final class WriteData extends Bundle {
        public final Bits data;
        public final Bits strb;

        WriteData(int width) {
            data = bits(width);
            strb = bits(width / 8);
        }
    }

    /** Payload of B. */
    public static final class WriteResponse extends Bundle {
        public final Bits resp = bits(2);
    }

    /** Payload of R. */
    public static final class ReadData extends Bundle {
        public final Bits data;
        public final Bits resp;

        ReadData(int width) {
            data = bits(width);
            resp = bits(2);
        }
    }

    public final Stream<Address> aw;
    public final Stream<WriteData> w;
    public final Stream<WriteResponse> b;
    public final Stream<Address> ar;
    public final Stream<ReadData> r;

    private AxiLitePort(String bus, int addressWidth, int dataWidth) {
        aw = pins(slave(stream(() -> new Address(addressWidth))), bus, "aw");
        w = pins(slave(stream(() -> new WriteData(dataWidth))), bus, "w");
        b = pins(master(stream(() -> new WriteResponse())), bus, "b");
        ar = pins(slave(stream(() -> new Address(addressWidth))), bus, "ar");
        r = pins(master(stream(() -> new ReadData(dataWidth))), bus, "r");
    }

    /** A port that receives requests. */
    public static AxiLitePort subordinate(String bus, int addressWidth, int dataWidth) {
        return new AxiLitePort(bus, addressWidth, dataWidth);
    }

    /** Wires a parent's port to a child's, without logic. */
    public static void wire(AxiLitePort requests, AxiLitePort target) {
        connect(requests.aw, target.aw);
        connect(requests.w, target.w);
        connect(target.b, requests.b);
        connect(requests.ar, target.ar);
        connect(target.r, requests.r);
    }
}
