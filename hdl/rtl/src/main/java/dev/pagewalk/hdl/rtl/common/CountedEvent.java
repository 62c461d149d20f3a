package dev.pagewalk.hdl.rtl.common;

import static dev.pagewalk.hdl.spinal.Literals.u;
import static dev.pagewalk.hdl.spinal.Statements.set;
import static dev.pagewalk.hdl.spinal.Types.bool;
import static dev.pagewalk.hdl.spinal.Types.uint;

import dev.pagewalk.architecture.HpmEvent;
import spinal.core.Bool;
import spinal.core.Bundle;
import spinal.core.UInt;

/** Something that performance counters may count, with the ids that their filters compare. [IOMMU §6 iohpmevt] */
public final class CountedEvent extends Bundle {
    /** Value of iohpmevt.eventID. */
    public final UInt event = uint(4);

    public final UInt deviceId = uint(24);
    public final Bool processValid = bool();
    public final UInt processId = uint(20);
    /** A second stage takes part, in the address space of this GSCID. */
    public final Bool gscidValid = bool();

    public final UInt gscid = uint(16);
    /** A first stage takes part, in the address space of this PSCID. */
    public final Bool pscidValid = bool();

    public final UInt pscid = uint(20);

    /** An event that happens before the address spaces are known. */
    public static CountedEvent of(HpmEvent event, Requester requester) {
        return of(u(event.id(), 4), requester);
    }

    /** The same for an event that hardware chooses. */
    public static CountedEvent of(UInt event, Requester requester) {
        CountedEvent to = new CountedEvent();
        set(to.event, event);
        set(to.deviceId, requester.deviceId);
        set(to.processValid, requester.processValid);
        set(to.processId, requester.processId);
        set(to.gscidValid, false);
        set(to.gscid, 0);
        set(to.pscidValid, false);
        set(to.pscid, 0);
        return to;
    }
}
