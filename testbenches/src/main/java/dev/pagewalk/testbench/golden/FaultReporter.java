package dev.pagewalk.testbench.golden;

/** Turns a stopped transaction into a fault record, unless DTF suppresses it [IOMMU §8]. */
final class FaultReporter {
    private final RecordQueue queue;

    FaultReporter(RecordQueue queue) {
        this.queue = queue;
    }

    /** Reports the fault; false when DTF dropped its record. */
    boolean report(Transaction transaction, StopAndReport stop, int ttyp, long iotval) {
        // [IOMMU §8] DTF counts as 0 when no valid device context was found
        if (transaction.dcFound && transaction.dc.dtf() && !stop.cause().alwaysReported()) {
            return false;
        }
        InboundRequest request = transaction.request;
        boolean pidValid = request.processIdValid();
        append(new FaultRecord(
                stop.cause().code(),
                ttyp,
                request.deviceId(),
                pidValid,
                pidValid ? request.processId() : 0,
                request.supervisorRequested(),
                iotval,
                stop.iotval2()));
        return true;
    }

    /** A fault that belongs to no transaction: TTYP 0, no ids [IOMMU §8]. */
    void reportWithoutTransaction(Cause cause, long iotval) {
        append(new FaultRecord(cause.code(), 0, 0, false, 0, false, iotval, 0));
    }

    private void append(FaultRecord record) {
        queue.append(record.firstDoubleword(), 0, record.iotval(), record.iotval2());
    }
}
