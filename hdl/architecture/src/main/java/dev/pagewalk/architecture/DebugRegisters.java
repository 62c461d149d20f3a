package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/** Fields of {@code tr_req_iova}, {@code tr_req_ctl} and {@code tr_response}. [IOMMU §5, §6 tr_req] */
public final class DebugRegisters {

    public static final BitField VPN = bits("vpn", 63, 12, "page to translate");
    public static final List<BitField> ADDRESS_FIELDS = List.of(VPN);

    public static final BitField GO = bit("Go/Busy", 0, "start; reads 1 until the response is there (RW1S)");
    public static final BitField PRIV = bit("Priv", 1, "privileged, with PV=1");
    public static final BitField EXE = bit("Exe", 2, "read for execute; needs NW=1");
    public static final BitField NW = bit("NW", 3, "1 = read only, 0 = read and write");
    public static final BitField PID = bits("PID", 31, 12, "process id");
    public static final BitField PV = bit("PV", 32, "process id valid");
    public static final BitField DID = bits("DID", 63, 40, "device id");
    public static final List<BitField> CONTROL_FIELDS = List.of(GO, PRIV, EXE, NW, PID, PV, DID);

    public static final BitField FAULT = bit("fault", 0, "the translation faulted");
    public static final BitField PBMT = bits("PBMT", 8, 7, "memory type");
    public static final BitField S = bit("S", 9, "larger than 4 KiB, size coded in PPN");
    public static final BitField PPN = bits("PPN", 53, 10, "page");
    public static final List<BitField> RESPONSE_FIELDS = List.of(FAULT, PBMT, S, PPN);

    private DebugRegisters() {}
}
