package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/**
 * A message that the IOMMU sends to a device [IOMMU §7, §9 ATS commands].
 *
 * @param type invalidation request or page-group response
 * @param rid requester id
 * @param segmentValid DSV
 * @param segment DSEG
 * @param pidValid whether a PASID is present
 * @param processId the PASID
 * @param payload as in the command
 */
public record PcieMessage(
        Type type, int rid, boolean segmentValid, int segment, boolean pidValid, int processId, long payload) {
    /** The two messages. */
    public enum Type {
        INVALIDATION_REQUEST,
        PAGE_GROUP_RESPONSE
    }

    /** From an ATS.INVAL or ATS.PRGR command: PID 31:12, PV 32, DSV 33, RID 55:40, DSEG 63:56. */
    static PcieMessage ofCommand(Type type, long first, long second) {
        return new PcieMessage(
                type,
                (int) field(first, 55, 40),
                bit(first, 33),
                (int) field(first, 63, 56),
                bit(first, 32),
                (int) field(first, 31, 12),
                second);
    }
}
