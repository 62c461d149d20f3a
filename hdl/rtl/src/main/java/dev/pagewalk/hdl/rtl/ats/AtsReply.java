package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.hdl.rtl.config.IommuParameters;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;

/** What the completion of a translation request says. */
final class AtsReply extends Bundle {
    /** TDATA. */
    public final Bits body = bits(MessageUser.BITS);

    public final Bits status = bits(2);
    public final Bits pbmt = bits(2);
    /** The walk ended with a fault, recorded or not; null without observation. */
    public final Bool fault;

    AtsReply(IommuParameters parameters) {
        fault = parameters.observation() ? bool() : null;
    }
}
