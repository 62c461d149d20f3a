package dev.pagewalk.bridge.record;

/** AXI responses by their code. [AXI A3.4.4] */
public enum AxiResponse {
    /** Normal access. */
    OKAY,
    /** Exclusive access succeeded. */
    EXOKAY,
    /** The subordinate failed the access. */
    SLVERR,
    /** Nobody is there, or the request was rejected. */
    DECERR;

    private static final AxiResponse[] VALUES = values();

    /**
     * Response of a code.
     *
     * @param code two bits
     * @return the response
     */
    public static AxiResponse of(int code) {
        return VALUES[code & 3];
    }

    /**
     * Whether data was transferred.
     *
     * @return true for OKAY and EXOKAY
     */
    public boolean isOkay() {
        return this == OKAY || this == EXOKAY;
    }

    /**
     * Number in the ABI, which is the place in this list.
     *
     * @return the number
     */
    @SuppressWarnings("EnumOrdinal") // the list is only ever appended to
    public int code() {
        return ordinal();
    }
}
