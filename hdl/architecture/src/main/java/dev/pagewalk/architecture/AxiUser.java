package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/**
 * Pagewalk's packing of request attributes into AxUSER, and of corrupt data into RUSER and BUSER.
 *
 * <pre>
 *  s_axi_dev   63     50 49  48  47  46   45   44 43      24 23       0
 *             +---------+---+------+----+----+---+----------+----------+
 *             |    0    |CXL| TYPE |EXEC|PRIV|PV |  process |  device  |
 *             +---------+---+------+----+----+---+----------+----------+
 *  m_axi_mem, m_axi_ptw        31   26 25   14 13    2 1    0
 *                             +-------+-------+-------+------+
 *                             |   0   | MCID  | RCID  | PBMT |
 *                             +-------+-------+-------+------+
 * </pre>
 */
public final class AxiUser {

    /** Width on the device port. */
    public static final int DEVICE_BITS = 64;
    /** Width on the memory and walker ports. */
    public static final int MEMORY_BITS = 32;

    public static final BitField DEVICE_ID = bits("device_id", 23, 0, "who asks");
    public static final BitField PROCESS_ID = bits("process_id", 43, 24, "for which process");
    public static final BitField PROCESS_VALID = bit("PV", 44, "process_id is valid");
    public static final BitField PRIVILEGED = bit("PRIV", 45, "privileged mode, with PV");
    public static final BitField EXECUTE = bit("EXEC", 46, "read for execute; AR only");
    public static final BitField TYPE = bits("TYPE", 48, 47, "0 untranslated, 1 translated, others rejected");
    public static final BitField CXL = bit("CXL", 49, "requester is CXL type 1 or 2");
    public static final List<BitField> DEVICE_FIELDS =
            List.of(DEVICE_ID, PROCESS_ID, PROCESS_VALID, PRIVILEGED, EXECUTE, TYPE, CXL);

    public static final BitField PBMT = bits("PBMT", 1, 0, "page-based memory type");
    public static final BitField RCID = bits("RCID", 13, 2, "resource control id");
    public static final BitField MCID = bits("MCID", 25, 14, "monitoring control id");
    public static final List<BitField> MEMORY_FIELDS = List.of(PBMT, RCID, MCID);

    /** RUSER and BUSER of every AXI4 port: the data is corrupt. */
    public static final BitField POISON = bit("poison", 0, "data is corrupt");

    private AxiUser() {}
}
