package dev.pagewalk.testbench.golden;

/**
 * A fault-queue record [IOMMU §8].
 *
 * <pre>
 *   0  CAUSE 11:0, PID 31:12, PV 32, PRIV 33, TTYP 39:34, DID 63:40
 *   8  custom, reserved
 *   16 iotval
 *   24 iotval2
 * </pre>
 */
record FaultRecord(
        int cause,
        int ttyp,
        int deviceId,
        boolean pidValid,
        int processId,
        boolean privileged,
        long iotval,
        long iotval2) {
    /** Size in the queue. */
    static final int BYTES = 32;

    long firstDoubleword() {
        return cause
                | ((long) processId << 12)
                | (pidValid ? 1L << 32 : 0)
                | (privileged ? 1L << 33 : 0)
                | ((long) ttyp << 34)
                | ((long) deviceId << 40);
    }
}
