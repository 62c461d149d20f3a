package dev.pagewalk.host.outcome;

import java.util.Locale;

/** NTSTATUS values of {@code ntstatus.h} that the model uses. */
public enum NtStatus {
    SUCCESS(0x0000_0000),
    PENDING(0x0000_0103),
    GUARD_PAGE_VIOLATION(0x8000_0001),
    DATATYPE_MISALIGNMENT(0x8000_0002),
    UNSUCCESSFUL(0xC000_0001),
    NOT_IMPLEMENTED(0xC000_0002),
    ACCESS_VIOLATION(0xC000_0005),
    IN_PAGE_ERROR(0xC000_0006),
    INVALID_HANDLE(0xC000_0008),
    INVALID_PARAMETER(0xC000_000D),
    INVALID_DEVICE_REQUEST(0xC000_0010),
    MORE_PROCESSING_REQUIRED(0xC000_0016),
    NO_MEMORY(0xC000_0017),
    CONFLICTING_ADDRESSES(0xC000_0018),
    NOT_MAPPED_VIEW(0xC000_0019),
    UNABLE_TO_DELETE_SECTION(0xC000_001B),
    ACCESS_DENIED(0xC000_0022),
    BUFFER_TOO_SMALL(0xC000_0023),
    INVALID_PARAMETER_MIX(0xC000_0030),
    INVALID_PAGE_PROTECTION(0xC000_0045),
    INSUFFICIENT_RESOURCES(0xC000_009A),
    WORKING_SET_QUOTA(0xC000_00A1),
    NOT_SUPPORTED(0xC000_00BB),
    INVALID_PARAMETER_1(0xC000_00EF),
    INVALID_PARAMETER_2(0xC000_00F0),
    INVALID_PARAMETER_3(0xC000_00F1),
    INVALID_PARAMETER_4(0xC000_00F2),
    INVALID_PARAMETER_5(0xC000_00F3),
    INVALID_PARAMETER_6(0xC000_00F4),
    INVALID_PARAMETER_7(0xC000_00F5),
    INVALID_PARAMETER_8(0xC000_00F6),
    INVALID_PARAMETER_9(0xC000_00F7),
    PROCESS_IS_TERMINATING(0xC000_010A),
    COMMITMENT_LIMIT(0xC000_012D),
    INVALID_ADDRESS(0xC000_0141),
    INVALID_DEVICE_STATE(0xC000_0184),
    NOT_FOUND(0xC000_0225),
    /** Also stands for the STATUS_IN_USE that three interface pages name and no header defines. */
    RESOURCE_IN_USE(0xC000_0708),
    GRAPHICS_NO_VIDEO_MEMORY(0xC01E_0100);

    private final int code;

    NtStatus(int code) {
        this.code = code;
    }

    /** The 32-bit value. */
    public int code() {
        return code;
    }

    /** NT_SUCCESS: severity is success or informational. */
    public boolean isSuccess() {
        return code >= 0;
    }

    /** Name and value as a driver engineer reads them: {@code STATUS_SUCCESS (0x00000000)}. */
    public String text() {
        return String.format(Locale.ROOT, "STATUS_%s (0x%08X)", name(), code);
    }
}
