package dev.pagewalk.host.iommu;

import dev.pagewalk.host.outcome.NtStatus;

/** A failure of the driver or the hardware below it, with the status that the interface above reports. */
public final class IommuException extends RuntimeException {

    private final NtStatus status;

    /** A failure with its status. */
    public IommuException(NtStatus status, String message) {
        super(message);
        this.status = status;
    }

    static IommuException noMemory(String what) {
        return new IommuException(NtStatus.INSUFFICIENT_RESOURCES, "no memory: what=" + what);
    }

    static IommuException hardware(String what) {
        return new IommuException(NtStatus.UNSUCCESSFUL, what);
    }

    /** Status for the caller. */
    public NtStatus status() {
        return status;
    }
}
