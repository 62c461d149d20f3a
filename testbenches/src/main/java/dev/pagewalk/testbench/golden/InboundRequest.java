package dev.pagewalk.testbench.golden;

/**
 * One request of a device, as the bridge presents it [IOMMU §14].
 *
 * @param deviceId up to 24 bits
 * @param origin untranslated, translated or ATS translation request
 * @param access read, write or AMO, or read for execute; ATS requests use {@code noWrite} and {@code execute} instead
 * @param iova address of the access
 * @param processIdValid whether a process id (PASID) is present
 * @param processId up to 20 bits, meaningful when present
 * @param privileged privileged mode requested; counts only with a process id
 * @param noWrite ATS: write permission is not requested
 * @param execute ATS: execute permission is requested; counts only with a process id
 * @param cxl the requester is a CXL type 1 or 2 device
 */
public record InboundRequest(
        int deviceId,
        Origin origin,
        Access access,
        long iova,
        boolean processIdValid,
        int processId,
        boolean privileged,
        boolean noWrite,
        boolean execute,
        boolean cxl) {

    /** Privilege counts only with a process id [IOMMU §4]. */
    boolean supervisorRequested() {
        return processIdValid && privileged;
    }

    /** The access whose fault codes apply; ATS counts as execute when X is asked for, else as read [IOMMU §5 c]. */
    Access faultingAccess() {
        return switch (origin) {
            case UNTRANSLATED -> access;
            case TRANSLATED -> access == Access.EXECUTE && !processIdValid ? Access.READ : access;
            case ATS -> execute && processIdValid ? Access.EXECUTE : Access.READ;
        };
    }

    /** The permissions asked for, a set of {@link Permissions}. */
    int wanted() {
        if (origin == Origin.ATS) {
            return Permissions.R | (noWrite ? 0 : Permissions.W) | (execute && processIdValid ? Permissions.X : 0);
        }
        return switch (faultingAccess()) {
            case READ -> Permissions.R;
            case WRITE -> Permissions.W;
            case EXECUTE -> origin == Origin.TRANSLATED ? Permissions.R | Permissions.X : Permissions.X;
        };
    }

    /** Code of the transaction type in a fault record [IOMMU §8 TTYP]. */
    int ttyp() {
        return switch (origin) {
            case UNTRANSLATED -> access.ttyp();
            case TRANSLATED -> faultingAccess().ttyp() + Origin.TRANSLATED_TTYP;
            case ATS -> Origin.ATS_TTYP;
        };
    }
}
