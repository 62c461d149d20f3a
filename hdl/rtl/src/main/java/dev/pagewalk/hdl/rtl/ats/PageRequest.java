package dev.pagewalk.hdl.rtl.ats;

import static dev.pagewalk.hdl.rtl.common.MessageWords.field;
import static dev.pagewalk.hdl.rtl.common.MessageWords.flag;
import static dev.pagewalk.hdl.rtl.common.MessageWords.number;
import static dev.pagewalk.hdl.spinal.Choices.mux;
import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Literals.zeros;
import static dev.pagewalk.hdl.spinal.Operators.and;
import static dev.pagewalk.hdl.spinal.Operators.or;
import static dev.pagewalk.hdl.spinal.Shapes.at;
import static dev.pagewalk.hdl.spinal.Shapes.cat;
import static dev.pagewalk.hdl.spinal.Shapes.slice;
import static dev.pagewalk.hdl.spinal.Shapes.toUInt;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bits;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.MessageUser;
import dev.pagewalk.architecture.PageRequestRecord;
import dev.pagewalk.architecture.RecordField;
import dev.pagewalk.hdl.rtl.common.AtsMessage;
import dev.pagewalk.hdl.rtl.common.Canaries;
import dev.pagewalk.hdl.rtl.common.Requester;
import dev.pagewalk.hdl.rtl.config.Canary;
import spinal.core.Bits;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** A page request or stop marker of a device, decoded. [IOMMU §3.7] */
final class PageRequest extends Bundle {
    /** Requester id and segment as they came, for the response. */
    public final Bits device = bits(24);

    public final Bool segmentValid = bool();
    public final Bool processValid = bool();
    public final UInt processId = uint(20);
    public final Bool privileged = bool();
    public final Bool execute = bool();
    public final Bits payload = bits(64);

    static PageRequest of(AtsMessage message) {
        PageRequest to = new PageRequest();
        Bool process = flag(message.tuser, MessageUser.PROCESS_VALID);
        set(to.device, field(message.tuser, MessageUser.DEVICE_ID));
        set(to.segmentValid, flag(message.tuser, MessageUser.SEGMENT_VALID));
        set(to.processValid, process);
        set(to.processId, mux(process, number(message.tuser, MessageUser.PROCESS_ID), u(0, 20)));
        set(to.privileged, and(process, flag(message.tuser, MessageUser.PRIVILEGED)));
        set(to.execute, and(process, flag(message.tuser, MessageUser.EXECUTE)));
        set(to.payload, message.tdata);
        return to;
    }

    /** The device id: without a segment its upper bits are 0. */
    UInt deviceId() {
        Bits segment = mux(segmentValid, slice(device, 23, 16), zeros(8));
        return toUInt(cat(segment, slice(device, 15, 0)));
    }

    Requester requester() {
        Requester to = new Requester();
        set(to.deviceId, deviceId());
        set(to.processValid, processValid);
        set(to.processId, processId);
        set(to.privileged, privileged);
        return to;
    }

    /** The last of its group and no stop marker. */
    Bool wantsResponse() {
        Bool access = Canaries.force(
                Canary.STOP_MARKER_ANSWERED, or(has(PageRequestRecord.READ), has(PageRequestRecord.WRITE)));
        return and(has(PageRequestRecord.LAST), access);
    }

    private Bool has(RecordField field) {
        return at(payload, field.bits().low());
    }

    /** First doubleword of the record. [IOMMU §4.3] */
    Bits header() {
        return cat(deviceId(), zeros(5), execute, privileged, processValid, processId, zeros(12));
    }
}
