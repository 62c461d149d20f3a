package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Types.bits;

import dev.pagewalk.architecture.MessageUser;
import spinal.core.Bits;
import spinal.core.Bundle;

/** One message of either stream: body and head, laid out as {@link MessageUser} says. */
public final class AtsMessage extends Bundle {
    public final Bits tdata = bits(MessageUser.BITS);
    public final Bits tuser = bits(MessageUser.BITS);
}
