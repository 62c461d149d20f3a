package dev.pagewalk.hdl.rtl.top;

import java.util.Locale;

/** Strobes of the observation port, {@code dbg_event_<name>}: one cycle high for each event. */
public enum ObservedEvent {
    /** A lookup found its translation in the first-level IOTLB. */
    IOTLB_HIT,
    /** A lookup did not. */
    IOTLB_MISS,
    /** A walk took a slot. */
    WALK_START,
    /** A walk answered. */
    WALK_END,
    /** The read of a device context left. */
    DDT_WALK,
    /** A read of any table left. */
    PT_READ,
    /** An A/D update left. */
    AD_UPDATE,
    /** A translation entered the IOTLB. */
    INSTALL,
    /** An invalidation has been removed everywhere. */
    INVALIDATE,
    /** A drain, of a fence or of a change of ddtp, began. */
    FENCE_START,
    /** It ended. */
    FENCE_DONE,
    /** A command was completed. */
    COMMAND,
    /** A fault record became visible. */
    FAULT_RECORD,
    /** A fault record was lost. */
    FAULT_LOST,
    /** A malformed burst was aborted. */
    ABORT;

    /** Name of the port. */
    public String port() {
        return "dbg_event_" + name().toLowerCase(Locale.ROOT);
    }
}
