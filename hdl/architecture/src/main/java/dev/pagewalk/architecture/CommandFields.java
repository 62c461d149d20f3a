package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.RecordField.bit;
import static dev.pagewalk.architecture.RecordField.bits;

/**
 * Operands of the 16-byte commands, in fctl.BE order. [IOMMU §4.1]
 *
 * <pre>
 *              63   60 59   44 43  35 34 33  32   31   12 11 10 9    7 6    0
 *             +-------+-------+------+--+--+----+--------+--+--+------+------+
 *  IOTINVAL 0 |   0   | GSCID |  0   |NL|GV|PSCV| PSCID  | 0|AV|func3 |  1   |
 *             +-------+-------+------+--+--+----+--------+--+--+------+------+
 *           1 | 0 |        ADDR[63:12] 61:10         | S 9 |       0         |
 *             +---+----------------------------------+-----+-----------------+
 *  IOFENCE  0 |          DATA 63:32           | 0 |PW 13|PR 12|WSI 11|AV 10 |
 *           1 | 0 |                  ADDR[63:2] 61:0                         |
 *             +---+----------------------------------------------------------+
 *  IODIR    0 | DID 63:40 | 0 |DV 33| 0 |     PID 31:12      | 0            |
 *           1 |                            0                                 |
 *             +--------------------------------------------------------------+
 *  ATS      0 |DSEG 63:56|RID 55:40| 0 |DSV 33|PV 32|PID 31:12| 0            |
 *           1 |                         PAYLOAD                              |
 *             +--------------------------------------------------------------+
 * </pre>
 */
public final class CommandFields {

    public static final int BYTES = QueueRegisters.COMMAND_BYTES;

    public static final RecordField OPCODE = bits(0, "opcode", 6, 0, "see CommandOpcode");
    public static final RecordField FUNC3 = bits(0, "func3", 9, 7, "see CommandOpcode");

    /** IOTINVAL. */
    public static final RecordField INVAL_AV = bit(0, "AV", 10, "ADDR is an operand");

    public static final RecordField INVAL_PSCID = bits(0, "PSCID", 31, 12, "process soft-context id");
    public static final RecordField INVAL_PSCV = bit(0, "PSCV", 32, "PSCID is an operand");
    public static final RecordField INVAL_GV = bit(0, "GV", 33, "GSCID is an operand");
    public static final RecordField INVAL_NL = bit(0, "NL", 34, "entries of all levels (capability NL)");
    public static final RecordField INVAL_GSCID = bits(0, "GSCID", 59, 44, "guest soft-context id");
    public static final RecordField INVAL_S = bit(1, "S", 9, "ADDR codes a NAPOT range (capability S)");
    public static final RecordField INVAL_ADDR = bits(1, "ADDR[63:12]", 61, 10, "page");

    /** IOFENCE.C. */
    public static final RecordField FENCE_AV = bit(0, "AV", 10, "write DATA to ADDR when complete");

    public static final RecordField FENCE_WSI = bit(0, "WSI", 11, "set fence_w_ip when complete");
    public static final RecordField FENCE_PR = bit(0, "PR", 12, "earlier reads are globally ordered first");
    public static final RecordField FENCE_PW = bit(0, "PW", 13, "earlier writes are globally ordered first");
    public static final RecordField FENCE_DATA = bits(0, "DATA", 63, 32, "four bytes to write");
    public static final RecordField FENCE_ADDR = bits(1, "ADDR[63:2]", 61, 0, "where to write");

    /** IODIR. */
    public static final RecordField DIR_PID = bits(0, "PID", 31, 12, "process id (INVAL_PDT)");

    public static final RecordField DIR_DV = bit(0, "DV", 33, "DID is an operand");
    public static final RecordField DIR_DID = bits(0, "DID", 63, 40, "device id");

    /** ATS.INVAL and ATS.PRGR. */
    public static final RecordField ATS_PID = bits(0, "PID", 31, 12, "process id");

    public static final RecordField ATS_PV = bit(0, "PV", 32, "process id valid");
    public static final RecordField ATS_DSV = bit(0, "DSV", 33, "DSEG valid");
    public static final RecordField ATS_RID = bits(0, "RID", 55, 40, "PCIe requester id");
    public static final RecordField ATS_DSEG = bits(0, "DSEG", 63, 56, "PCIe segment");
    public static final RecordField ATS_PAYLOAD = bits(1, "PAYLOAD", 63, 0, "body of the message");

    private CommandFields() {}
}
