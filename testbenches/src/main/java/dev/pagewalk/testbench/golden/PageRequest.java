package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

/**
 * An inbound PCIe page request or stop marker [IOMMU §7, §9 PQ record].
 *
 * <pre>
 *   payload: R 0, W 1, L 2, PRGI 11:3, address 63:12
 * </pre>
 *
 * @param rid requester id
 * @param segmentValid DSV
 * @param segment DSEG
 * @param pidValid whether a PASID is present
 * @param processId the PASID
 * @param privileged privileged mode requested
 * @param execute execute requested
 * @param payload the message's payload
 */
public record PageRequest(
        int rid,
        boolean segmentValid,
        int segment,
        boolean pidValid,
        int processId,
        boolean privileged,
        boolean execute,
        long payload) {
    /** Message code of a page request, the iotval of its faults. */
    static final int MESSAGE_CODE = 4;
    /** Size of a record in the page-request queue. */
    static final int RECORD_BYTES = 16;

    int deviceId() {
        return (segmentValid ? segment << 16 : 0) | rid;
    }

    /** L=1 asks for a response; a stop marker (L=1, R=W=0) does not. */
    boolean wantsResponse() {
        boolean stopMarker = !bit(payload, 0) && !bit(payload, 1);
        return bit(payload, 2) && !stopMarker;
    }

    int groupIndex() {
        return (int) field(payload, 11, 3);
    }

    /** First doubleword of the queue record: PID 31:12, PV 32, PRIV 33, EXEC 34, DID 63:40. */
    long firstDoubleword() {
        return (pidValid ? ((long) processId << 12) | (1L << 32) : 0)
                | (pidValid && privileged ? 1L << 33 : 0)
                | (pidValid && execute ? 1L << 34 : 0)
                | ((long) deviceId() << 40);
    }
}
