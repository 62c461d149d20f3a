package dev.pagewalk.bridge.record;

import java.util.List;

/**
 * One AXI4 or AXI4-Lite port of the top.
 *
 * @param name bus as in the Verilog, for example {@code m_axi_mem}
 * @param manager whether the design is the manager (the name starts with {@code m_})
 * @param lite whether the port has no bursts
 * @param aw write address channel
 * @param w write data channel
 * @param b write response channel
 * @param ar read address channel
 * @param r read data channel
 */
public record AxiBus(
        String name,
        boolean manager,
        boolean lite,
        AxiChannel aw,
        AxiChannel w,
        AxiChannel b,
        AxiChannel ar,
        AxiChannel r) {

    /**
     * All channels in mask order.
     *
     * @return AW, W, B, AR, R
     */
    public List<AxiChannel> channels() {
        return List.of(aw, w, b, ar, r);
    }

    /**
     * One channel.
     *
     * @param kind which
     * @return the channel
     */
    public AxiChannel channel(AxiChannelKind kind) {
        return switch (kind) {
            case AW -> aw;
            case W -> w;
            case B -> b;
            case AR -> ar;
            case R -> r;
        };
    }
}
