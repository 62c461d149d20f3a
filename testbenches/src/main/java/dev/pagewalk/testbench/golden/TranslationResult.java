package dev.pagewalk.testbench.golden;

/**
 * What the bridge gets back for a request [IOMMU §14].
 *
 * @param status success, unsupported request or completer abort
 * @param cause why it stopped, also when no record was written; {@code null} when it did not
 * @param spa translated address; for an ATS request of a T2GPA device the GPA; meaningless when denied or MRIF
 * @param log2Size log2 of the range that the translation covers, 64 when both stages are Bare
 * @param pbmt resolved memory type
 * @param msi the address went through an MSI page-table entry
 * @param mrif destination of an MRIF-mode entry, else {@code null}
 * @param ats fields of the completion, {@code null} for other requests and for UR and CA
 * @param iotval2 second value of the fault record, zero unless the cause is a guest page fault
 * @param recorded whether a fault record was due, DTF considered; the queue may still have dropped it
 * @param rcid resource control id of the device's own access
 * @param mcid monitoring counter id of the device's own access
 */
public record TranslationResult(
        Status status,
        Cause cause,
        long spa,
        int log2Size,
        int pbmt,
        boolean msi,
        Mrif mrif,
        AtsCompletion ats,
        long iotval2,
        boolean recorded,
        int rcid,
        int mcid) {
    /** How the request is answered on the bus. */
    public enum Status {
        OK,
        UNSUPPORTED_REQUEST,
        COMPLETER_ABORT
    }

    /**
     * Destination of an MSI that goes into a memory-resident interrupt file.
     *
     * @param address of the 512-byte file
     * @param notice address of the notice MSI
     * @param noticeId its data
     * @param silent DTF: a store that fails leaves no record
     */
    public record Mrif(long address, long notice, int noticeId, boolean silent) {}

    static TranslationResult stopped(Status status, Cause cause, AtsCompletion ats, long iotval2, boolean recorded) {
        return new TranslationResult(status, cause, 0, 0, 0, false, null, ats, iotval2, recorded, 0, 0);
    }
}
