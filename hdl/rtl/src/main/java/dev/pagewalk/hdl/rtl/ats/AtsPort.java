package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.master;
import static dev.pagewalk.hdl.spinal.Types.slave;
import static dev.pagewalk.hdl.spinal.Types.stream;

import dev.pagewalk.hdl.rtl.common.AtsMessage;
import spinal.lib.Stream;

/**
 * The message port of the component under construction: AXI4-Stream pins {@code s_ats_req_t...} and
 * {@code m_ats_msg_t...}. The object itself holds no hardware.
 */
public final class AtsPort {
    /** From devices. */
    public final Stream<AtsMessage> requests = pins(slave(stream(AtsMessage::new)), "s_ats_req");
    /** To devices. */
    public final Stream<AtsMessage> messages = pins(master(stream(AtsMessage::new)), "m_ats_msg");

    private static Stream<AtsMessage> pins(Stream<AtsMessage> channel, String bus) {
        named(channel.valid(), bus + "_tvalid");
        named(channel.ready(), bus + "_tready");
        named(channel.payload().tdata, bus + "_tdata");
        named(channel.payload().tuser, bus + "_tuser");
        return channel;
    }

    /** Wires a parent's port to a child's, without logic. */
    public void wire(AtsPort child) {
        set(child.requests, requests);
        set(messages, child.messages);
    }
}
