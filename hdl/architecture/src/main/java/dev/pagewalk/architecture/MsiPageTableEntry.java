package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.RecordField.bit;
import static dev.pagewalk.architecture.RecordField.bits;

/**
 * Fields of an MSI page-table entry, 16 bytes, in fctl.BE order. [AIA IOMMU, IOMMU §3.3.3]
 *
 * <pre>
 *            63 62  54 53              10 9  7 6  3 2 1 0
 *  basic  0 |C |  0   |       PPN        |  0      | M=3|V|
 *         1 |               ignored                       |
 *  MRIF   0 |C |  0   | MRIF address[55:9] 53:7| 0 | M=1|V|
 *         1 |0 |NID[10] 60|0| NPPN 53:10       | NID[9:0] |
 * </pre>
 */
public final class MsiPageTableEntry {

    public static final int BYTES = 16;

    public static final RecordField V = bit(0, "V", 0, "valid");
    public static final RecordField MODE = bits(0, "M", 2, 1, "3 basic, 1 MRIF");
    public static final RecordField CUSTOM = bit(0, "C", 63, "custom format; misconfigured here");
    public static final RecordField PPN = bits(0, "PPN", 53, 10, "interrupt file (basic)");
    public static final RecordField MRIF_ADDRESS = bits(0, "MRIF[55:9]", 53, 7, "memory-resident file");
    public static final RecordField NOTICE_ID_LOW = bits(1, "NID[9:0]", 9, 0, "notice identity");
    public static final RecordField NOTICE_PPN = bits(1, "NPPN", 53, 10, "notice page");
    public static final RecordField NOTICE_ID_HIGH = bit(1, "NID[10]", 60, "notice identity");

    public static final int MODE_MRIF = 1;
    public static final int MODE_BASIC = 3;

    private MsiPageTableEntry() {}
}
