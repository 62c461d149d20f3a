package dev.pagewalk.architecture;

import java.util.Optional;

/** TTYP of a fault record. [IOMMU §4.2] */
public enum TransactionType {
    NONE(0),
    UNTRANSLATED_EXECUTE(1),
    UNTRANSLATED_READ(2),
    UNTRANSLATED_WRITE(3),
    TRANSLATED_EXECUTE(5),
    TRANSLATED_READ(6),
    TRANSLATED_WRITE(7),
    ATS_REQUEST(8),
    MESSAGE(9);

    private final int code;

    TransactionType(int code) {
        this.code = code;
    }

    /** Value of the TTYP field. */
    public int code() {
        return code;
    }

    /** The type of a code, empty for reserved and custom ones. */
    public static Optional<TransactionType> ofCode(int code) {
        for (TransactionType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
