package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/** Fields of the performance monitor. [IOMMU §6 iocountovf to iohpmevt] */
public final class HpmRegisters {

    /** Event counters the register map has room for. */
    public static final int COUNTERS = 31;

    public static final BitField OVERFLOW_CYCLES = bit("CY", 0, "overflow of iohpmcycles");
    public static final BitField OVERFLOW_EVENTS = bits("HPM", 31, 1, "overflow of counter 1 to 31");
    public static final List<BitField> OVERFLOW_FIELDS = List.of(OVERFLOW_CYCLES, OVERFLOW_EVENTS);

    public static final BitField INHIBIT_CYCLES = bit("CY", 0, "iohpmcycles stands still");
    public static final BitField INHIBIT_EVENTS = bits("HPM", 31, 1, "counter 1 to 31 stands still");
    public static final List<BitField> INHIBIT_FIELDS = List.of(INHIBIT_CYCLES, INHIBIT_EVENTS);

    public static final BitField CYCLES = bits("counter", 62, 0, "cycles");
    public static final BitField CYCLES_OVERFLOW = bit("OF", 63, "has wrapped");
    public static final List<BitField> CYCLES_FIELDS = List.of(CYCLES, CYCLES_OVERFLOW);

    public static final BitField EVENT = bits("eventID", 14, 0, "see HpmEvent");
    public static final BitField DMASK = bit("DMASK", 15, "low bits of DID_GSCID are don't care");
    public static final BitField PID_PSCID = bits("PID_PSCID", 35, 16, "process id or PSCID to match");
    public static final BitField DID_GSCID = bits("DID_GSCID", 59, 36, "device id or GSCID to match");
    public static final BitField PV_PSCV = bit("PV_PSCV", 60, "PID_PSCID is compared");
    public static final BitField DV_GSCV = bit("DV_GSCV", 61, "DID_GSCID is compared");
    public static final BitField IDT = bit("IDT", 62, "compare GSCID and PSCID instead of device and process");
    public static final BitField EVENT_OVERFLOW = bit("OF", 63, "the counter has wrapped");
    public static final List<BitField> EVENT_FIELDS =
            List.of(EVENT, DMASK, PID_PSCID, DID_GSCID, PV_PSCV, DV_GSCV, IDT, EVENT_OVERFLOW);

    private HpmRegisters() {}
}
