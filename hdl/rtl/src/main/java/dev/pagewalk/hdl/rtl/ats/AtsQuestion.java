package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.rtl.common.MessageWords.field;
import static dev.pagewalk.hdl.rtl.common.MessageWords.flag;
import static dev.pagewalk.hdl.rtl.common.MessageWords.number;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.hdl.rtl.common.AtsMessage;
import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.common.TranslationRequest;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A translation request of a device, decoded. [IOMMU §3.6] */
final class AtsQuestion extends Bundle {
    /** As it came, for the completion. */
    public final Bits device = bits(24);

    public final Bool segmentValid = bool();
    public final Bits tag = bits(8);
    /** Normalised: nothing but the device without PV. */
    public final Requester requester = new Requester();

    public final Bool execute = bool();
    public final Bool noWrite = bool();
    public final Bool cxl = bool();
    public final UInt iova = uint(64);

    static AtsQuestion of(AtsMessage message) {
        AtsQuestion to = new AtsQuestion();
        Bool process = flag(message.tuser, MessageUser.PROCESS_VALID);
        set(to.device, field(message.tuser, MessageUser.DEVICE_ID));
        set(to.segmentValid, flag(message.tuser, MessageUser.SEGMENT_VALID));
        set(to.tag, field(message.tuser, MessageUser.TAG));
        set(to.requester.deviceId, number(message.tuser, MessageUser.DEVICE_ID));
        set(to.requester.processValid, process);
        set(to.requester.processId, mux(process, number(message.tuser, MessageUser.PROCESS_ID), u(0, 20)));
        set(to.requester.privileged, and(process, flag(message.tuser, MessageUser.PRIVILEGED)));
        set(to.execute, and(process, flag(message.tuser, MessageUser.EXECUTE)));
        set(to.noWrite, flag(message.tuser, MessageUser.NO_WRITE));
        set(to.cxl, flag(message.tuser, MessageUser.CXL));
        set(to.iova, toUInt(message.tdata));
        return to;
    }

    /** The question for the walk engine. */
    TranslationRequest forWalk() {
        TranslationRequest to = new TranslationRequest();
        set(to.requester, requester);
        set(to.type, TranslationRequest.ATS);
        set(to.write, false);
        set(to.execute, execute);
        set(to.noWrite, noWrite);
        set(to.iova, iova);
        return to;
    }
}
