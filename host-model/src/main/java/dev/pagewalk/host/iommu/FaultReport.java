package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.FaultCause;
import dev.pagewalk.architecture.FaultRecord;
import dev.pagewalk.architecture.TransactionType;

/**
 * One record of the fault queue. [IOMMU §4.2]
 *
 * @param causeCode CAUSE as it stands in the record
 * @param processId valid with {@code processValid}
 * @param address iotval
 * @param guestAddress iotval2 without its flags
 */
public record FaultReport(
        int causeCode,
        int transactionCode,
        int deviceId,
        boolean processValid,
        int processId,
        boolean privileged,
        long address,
        long guestAddress,
        boolean implicit) {

    private static final long FLAGS = 3;

    /** Reads a record given as its four doublewords. */
    static FaultReport of(long[] words) {
        return new FaultReport(
                (int) FaultRecord.CAUSE.get(words),
                (int) FaultRecord.TTYP.get(words),
                (int) FaultRecord.DID.get(words),
                FaultRecord.PV.isSet(words),
                (int) FaultRecord.PID.get(words),
                FaultRecord.PRIV.isSet(words),
                FaultRecord.IOTVAL.get(words),
                FaultRecord.IOTVAL2.get(words) & ~FLAGS,
                FaultRecord.IOTVAL2_IMPLICIT.isSet(words));
    }

    /** The cause; an unknown code is reported as {@code INTERNAL_ERROR}. */
    public FaultCause cause() {
        return FaultCause.ofCode(causeCode).orElse(FaultCause.INTERNAL_ERROR);
    }

    /** The kind of transaction. */
    public TransactionType transaction() {
        return TransactionType.ofCode(transactionCode).orElse(TransactionType.NONE);
    }

    @Override
    public String toString() {
        return "cause %d (%s) device=%d %s iova=0x%x gpa=0x%x"
                .formatted(causeCode, cause().meaning(), deviceId, transaction(), address, guestAddress);
    }
}
