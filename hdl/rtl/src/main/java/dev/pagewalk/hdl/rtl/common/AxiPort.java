package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.rtl.common.AxiPins.pins;
import static dev.pagewalk.hdl.spinal.Streams.connect;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;

import spinal.lib.Stream;

/**
 * An AXI4 port of the component under construction: five streams whose pins are named {@code s_axi_dev_awaddr} and so
 * on. The object itself holds no hardware.
 */
public final class AxiPort {
    public final AxiWidths widths;
    public final Stream<AxiAddress> aw;
    public final Stream<AxiWriteData> w;
    public final Stream<AxiWriteResponse> b;
    public final Stream<AxiAddress> ar;
    public final Stream<AxiReadData> r;

    private AxiPort(String bus, AxiWidths widths, boolean subordinate) {
        this.widths = widths;
        Stream<AxiAddress> writeAddress = stream(() -> AxiAddress.write(widths));
        Stream<AxiWriteData> writeData = stream(() -> new AxiWriteData(widths));
        Stream<AxiWriteResponse> writeResponse = stream(() -> new AxiWriteResponse(widths));
        Stream<AxiAddress> readAddress = stream(() -> new AxiAddress(widths));
        Stream<AxiReadData> readData = stream(() -> new AxiReadData(widths));
        aw = pins(subordinate ? slave(writeAddress) : master(writeAddress), bus, "aw");
        w = pins(subordinate ? slave(writeData) : master(writeData), bus, "w");
        b = pins(subordinate ? master(writeResponse) : slave(writeResponse), bus, "b");
        ar = pins(subordinate ? slave(readAddress) : master(readAddress), bus, "ar");
        r = pins(subordinate ? master(readData) : slave(readData), bus, "r");
    }

    /** A port that receives requests. */
    public static AxiPort subordinate(String bus, AxiWidths widths) {
        return new AxiPort(bus, widths, true);
    }

    /** A port that issues requests. */
    public static AxiPort manager(String bus, AxiWidths widths) {
        return new AxiPort(bus, widths, false);
    }

    /**
     * Wires all channels, without logic.
     *
     * @param requests where requests come from: a parent's subordinate port, or a child's manager port
     * @param target where they go: a child's subordinate port, or a parent's manager port
     */
    public static void wire(AxiPort requests, AxiPort target) {
        connect(requests.aw, target.aw);
        connect(requests.w, target.w);
        connect(target.b, requests.b);
        connect(requests.ar, target.ar);
        connect(target.r, requests.r);
    }
}
