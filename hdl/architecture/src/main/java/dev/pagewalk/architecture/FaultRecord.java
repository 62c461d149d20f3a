package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.RecordField.bit;
import static dev.pagewalk.architecture.RecordField.bits;

import java.util.List;

/**
 * Fault-queue record of 32 bytes, in fctl.BE order. [IOMMU §4.2]
 *
 * <pre>
 *      63        40 39  34  33   32 31        12 11       0
 *    +-------------+------+----+---+------------+----------+
 *  0 |     DID     | TTYP |PRIV| PV|    PID     |  CAUSE   |
 *    +-------------+------+----+---+------------+----------+
 *  1 |         reserved           |         custom         |
 *    +----------------------------+------------------------+
 *  2 |                       iotval                        |
 *  3 |                       iotval2                       |
 *    +-----------------------------------------------------+
 * </pre>
 */
public final class FaultRecord {

    public static final int BYTES = QueueRegisters.FAULT_RECORD_BYTES;

    public static final RecordField CAUSE = bits(0, "CAUSE", 11, 0, "see FaultCause");
    public static final RecordField PID = bits(0, "PID", 31, 12, "process id, 0 without PV");
    public static final RecordField PV = bit(0, "PV", 32, "process id valid");
    public static final RecordField PRIV = bit(0, "PRIV", 33, "privileged mode requested");
    public static final RecordField TTYP = bits(0, "TTYP", 39, 34, "see TransactionType");
    public static final RecordField DID = bits(0, "DID", 63, 40, "device id");
    public static final RecordField IOTVAL = bits(2, "iotval", 63, 0, "IOVA, or message code");
    public static final RecordField IOTVAL2 = bits(3, "iotval2", 63, 0, "GPA[63:2] of a guest page fault");
    public static final RecordField IOTVAL2_IMPLICIT = bit(3, "iotval2.implicit", 0, "an implicit access faulted");
    public static final RecordField IOTVAL2_WRITE = bit(3, "iotval2.write", 1, "that access was a write");

    public static final List<RecordField> FIELDS = List.of(CAUSE, PID, PV, PRIV, TTYP, DID, IOTVAL, IOTVAL2);

    private FaultRecord() {}
}
