package dev.pagewalk.testbench.vectors;

/**
 * An inbound request as a device makes it [VECTORS §2 req].
 *
 * @param deviceId 24 bits
 * @param origin untranslated, translated or ATS
 * @param access read, write or read for execute
 * @param iova address
 * @param pidValid process id present
 * @param processId its value
 * @param privileged privileged mode requested
 * @param noWrite ATS: no write permission asked for
 * @param execute ATS: execute permission asked for
 * @param cxl requester is a CXL type 1 or 2 device
 * @param length bytes of the access, 0 when only the address matters; an extension of the format
 * @param data low four bytes of a write with {@code length}
 * @param internalError the data path of the IOMMU fails after the translation; an extension of the format
 */
public record DeviceRequest(
        int deviceId,
        Origin origin,
        Access access,
        long iova,
        boolean pidValid,
        int processId,
        boolean privileged,
        boolean noWrite,
        boolean execute,
        boolean cxl,
        int length,
        int data,
        boolean internalError) {
    /** Kind of request. */
    public enum Origin {
        UNTRANSLATED,
        TRANSLATED,
        ATS
    }

    /** Kind of access. */
    public enum Access {
        READ,
        WRITE,
        EXECUTE
    }

    /** True when the access is carried out, not only translated. */
    public boolean hasLength() {
        return length != 0;
    }
}
