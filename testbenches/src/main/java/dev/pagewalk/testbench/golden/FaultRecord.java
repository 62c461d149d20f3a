package dev.pagewalk.testbench.golden;

import static dev.pagewalk.testbench.golden.Bits.bit;
import static dev.pagewalk.testbench.golden.Bits.field;

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
public record FaultRecord(
        int cause,
        int ttyp,
        int deviceId,
        boolean pidValid,
        int processId,
        boolean privileged,
        long iotval,
        long iotval2) {
    /** Size in the queue. */
    public static final int BYTES = 32;

    /** Bit offset of DID. */
    private static final int DID = 40;

    long firstDoubleword() {
        return cause
                | ((long) processId << 12)
                | (pidValid ? 1L << 32 : 0)
                | (privileged ? 1L << 33 : 0)
                | ((long) ttyp << 34)
                | ((long) deviceId << DID);
    }

    /** Takes the record apart; the doublewords are in the queue's byte order already. */
    public static FaultRecord decode(long first, long iotval, long iotval2) {
        return new FaultRecord(
                (int) field(first, 11, 0),
                (int) field(first, 39, 34),
                (int) field(first, 63, DID),
                bit(first, 32),
                (int) field(first, 31, 12),
                bit(first, 33),
                iotval,
                iotval2);
    }
}
