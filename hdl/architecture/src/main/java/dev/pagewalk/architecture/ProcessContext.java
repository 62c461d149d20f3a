package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.RecordField.bit;
import static dev.pagewalk.architecture.RecordField.bits;

/**
 * Fields of a process context, 16 bytes, in tc.SBE order. [IOMMU §3.2]
 *
 * <pre>
 *  0 | ta  | PSCID 31:12, SUM 2, ENS 1, V 0
 *  1 | fsc | MODE 63:60, PPN 43:0
 * </pre>
 */
public final class ProcessContext {

    public static final int BYTES = 16;

    public static final RecordField V = bit(0, "V", 0, "valid");
    public static final RecordField ENS = bit(0, "ENS", 1, "supervisor requests are allowed");
    public static final RecordField SUM = bit(0, "SUM", 2, "supervisor may access user pages");
    public static final RecordField PSCID = bits(0, "PSCID", 31, 12, "process soft-context id");
    public static final RecordField FSC_PPN = bits(1, "fsc.PPN", 43, 0, "root of the first stage");
    public static final RecordField FSC_MODE = bits(1, "fsc.MODE", 63, 60, "first-stage mode");

    private ProcessContext() {}
}
