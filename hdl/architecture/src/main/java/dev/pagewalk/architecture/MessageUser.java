package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/**
 * Pagewalk's packing of PCIe messages on the streams {@code s_ats_req} (from devices) and {@code m_ats_msg} (to
 * devices): the head in TUSER, the body in TDATA. Fields that both have are at the places of {@link AxiUser}.
 *
 * <pre>
 *  s_ats_req_tuser  63 60 59  52  51  50  49  48  47  46   45   44  43     24 23      0
 *                  +-----+------+---+---+---+-------+----+----+----+---------+--------+
 *                  |  0  | TAG  |DSV|NW |CXL| TYPE  |EXEC|PRIV| PV | process | device |
 *                  +-----+------+---+---+---+-------+----+----+----+---------+--------+
 *  m_ats_msg_tuser  63 62 61  60 59  52  51  50 49 48 47  46 45   44  43   24 23      0
 *                  +-----+------+------+---+-----+-------+------+----+-------+--------+
 *                  |PBMT |STATUS| TAG  |DSV|  0  | TYPE  |  0   | PV |process| device |
 *                  +-----+------+------+---+-----+-------+------+----+-------+--------+
 *
 *  TDATA, from devices                63          12 11            3  2   1   0
 *    translation request             |   address    |          0               |
 *    page request                    |   address    |     PRGI    | L | W | R |
 *    invalidation completion         |  ITAG vector 63:32  |     0    | CC 2:0 |
 *    invalidation time-out           |  ITAG vector 63:32  |        0          |
 *  TDATA, to devices
 *    translation completion          |   address    | S | N |CXL|AMA|G|Priv|X|U|W|R|
 *                                     63          12 11  10   9  8:6 5  4   3 2 1 0
 *    invalidation request            |   address    | S |          0         | G |
 *    page group response             |   0   | 47:44 status | 0 | 40:32 PRGI |  0  |
 * </pre>
 */
public final class MessageUser {
    /** Width of TUSER and of TDATA. */
    public static final int BITS = 64;

    public static final BitField DEVICE_ID = bits("device_id", 23, 0, "requester id 15:0, segment 23:16");
    public static final BitField PROCESS_ID = bits("process_id", 43, 24, "PASID");
    public static final BitField PROCESS_VALID = bit("PV", 44, "process_id is valid");
    public static final BitField PRIVILEGED = bit("PRIV", 45, "privileged mode requested");
    public static final BitField EXECUTE = bit("EXEC", 46, "execute requested");
    public static final BitField TYPE = bits("TYPE", 48, 47, "kind of message");
    public static final BitField CXL = bit("CXL", 49, "requester is CXL type 1 or 2");
    public static final BitField NO_WRITE = bit("NW", 50, "translation: writing not wanted");
    public static final BitField SEGMENT_VALID = bit("DSV", 51, "device_id 23:16 holds the segment");
    public static final BitField TAG = bits("TAG", 59, 52, "translation: tag; invalidation request: ITAG");
    public static final BitField STATUS = bits("STATUS", 61, 60, "translation completion: 0 success, 1 UR, 2 CA");
    public static final BitField PBMT = bits("PBMT", 63, 62, "translation completion: memory type");

    public static final List<BitField> REQUEST_FIELDS =
            List.of(DEVICE_ID, PROCESS_ID, PROCESS_VALID, PRIVILEGED, EXECUTE, TYPE, CXL, NO_WRITE, SEGMENT_VALID, TAG);
    public static final List<BitField> MESSAGE_FIELDS =
            List.of(DEVICE_ID, PROCESS_ID, PROCESS_VALID, TYPE, SEGMENT_VALID, TAG, STATUS, PBMT);

    /** Values of {@link #TYPE} on {@code s_ats_req}. */
    public static final int TRANSLATION_REQUEST = 0;

    public static final int PAGE_REQUEST = 1;
    public static final int INVALIDATION_COMPLETION = 2;
    /** The root port gave up waiting for an invalidation completion. */
    public static final int INVALIDATION_TIMEOUT = 3;

    /** Values of {@link #TYPE} on {@code m_ats_msg}. */
    public static final int TRANSLATION_COMPLETION = 0;

    public static final int PAGE_GROUP_RESPONSE = 1;
    public static final int INVALIDATION_REQUEST = 2;

    /** Values of {@link #STATUS}. */
    public static final int SUCCESS = 0;

    public static final int UNSUPPORTED_REQUEST = 1;
    public static final int COMPLETER_ABORT = 2;

    /** TDATA of a translation completion. */
    public static final BitField READABLE = bit("R", 0, "reading is granted");

    public static final BitField WRITABLE = bit("W", 1, "writing is granted");
    public static final BitField UNTRANSLATED_ONLY = bit("U", 2, "untranslated access only");
    public static final BitField EXECUTABLE = bit("X", 3, "executing is granted");
    public static final BitField PRIVILEGED_MODE = bit("Priv", 4, "granted for privileged mode");
    public static final BitField GLOBAL = bit("G", 5, "the same in all address spaces");
    public static final BitField AMA = bits("AMA", 8, 6, "memory attributes");
    public static final BitField CXL_IO = bit("CXL.io", 9, "to be reached through CXL.io");
    public static final BitField NO_SNOOP = bit("N", 10, "non-snooped access");
    public static final BitField SIZE = bit("S", 11, "larger than 4 KiB: the lowest 0 of the address at X, 2^(X+1)");
    public static final List<BitField> COMPLETION_FIELDS = List.of(
            READABLE, WRITABLE, UNTRANSLATED_ONLY, EXECUTABLE, PRIVILEGED_MODE, GLOBAL, AMA, CXL_IO, NO_SNOOP, SIZE);

    /** TDATA of invalidation completions and time-outs. */
    public static final BitField COMPLETION_COUNT = bits("CC", 2, 0, "completions of one request, 0 for 8");

    public static final BitField INVALIDATION_TAGS = bits("ITAG vector", 63, 32, "the requests that are complete");

    /** TDATA of page group responses. */
    public static final BitField GROUP_INDEX = bits("PRGI", 40, 32, "page request group index");

    public static final BitField RESPONSE_CODE = bits("status", 47, 44, "0 success, 1 invalid request, 15 failure");
    public static final int RESPONSE_SUCCESS = 0;
    public static final int RESPONSE_INVALID_REQUEST = 1;
    public static final int RESPONSE_FAILURE = 15;

    private MessageUser() {}
}
