package dev.pagewalk.hdl.rtl.register;

import static dev.pagewalk.hdl.spinal.Signals.named;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.in;
import static dev.pagewalk.hdl.spinal.Types.out;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.InterruptRegisters;
import spinal.core.Bits;
import spinal.core.UInt;

/** What the registers and the sender of interrupt messages tell each other; ports of the component under construction. */
public final class MessagePort {

    /** One strobe per vector: send its message. */
    public final Bits raise = named(out(bits(InterruptRegisters.VECTORS)), "message_raise");

    /** One bit per vector: remember instead of sending. */
    public final Bits masked = named(out(bits(InterruptRegisters.VECTORS)), "message_masked");

    /** Entry that the sender wants. */
    public final UInt vector = named(in(uint(4)), "message_vector");

    public final UInt address = named(out(uint(56)), "message_address");
    public final Bits data = named(out(bits(32)), "message_data");
}
