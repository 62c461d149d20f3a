package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.RecordField.bit;
import static dev.pagewalk.architecture.RecordField.bits;

import java.util.List;

/**
 * Page-request-queue record of 16 bytes, in fctl.BE order. [IOMMU §4.3]
 *
 * <pre>
 *      63        40 39 35  34   33   32 31        12 11       0
 *    +-------------+-----+----+----+---+------------+----------+
 *  0 |     DID     |  0  |EXEC|PRIV| PV|    PID     |    0     |
 *    +-------------+-----+----+----+---+------------+----+-+-+-+
 *  1 |                 address 63:12         | PRGI 11:3 |L|W|R|
 *    +---------------------------------------+-----------+-+-+-+
 * </pre>
 */
public final class PageRequestRecord {

    public static final int BYTES = QueueRegisters.PAGE_REQUEST_BYTES;

    public static final RecordField PID = bits(0, "PID", 31, 12, "process id");
    public static final RecordField PV = bit(0, "PV", 32, "process id valid");
    public static final RecordField PRIV = bit(0, "PRIV", 33, "privileged mode requested");
    public static final RecordField EXEC = bit(0, "EXEC", 34, "execute requested");
    public static final RecordField DID = bits(0, "DID", 63, 40, "device id");
    public static final RecordField READ = bit(1, "R", 0, "read requested");
    public static final RecordField WRITE = bit(1, "W", 1, "write requested");
    public static final RecordField LAST = bit(1, "L", 2, "last of its group");
    public static final RecordField PRGI = bits(1, "PRGI", 11, 3, "page request group index");
    public static final RecordField ADDRESS = bits(1, "address", 63, 12, "page wanted");

    public static final List<RecordField> FIELDS = List.of(PID, PV, PRIV, EXEC, DID, READ, WRITE, LAST, PRGI, ADDRESS);

    private PageRequestRecord() {}
}
