package dev.pagewalk.bridge.record;

/** How a command ended. The numbers are part of the ABI. */
public enum CompletionStatus {
    /** Executed; the AXI response says how the design took it. */
    DONE,
    /** A reset came while it was outstanding. */
    ABORTED;

    private static final CompletionStatus[] VALUES = values();

    /**
     * Status of a number.
     *
     * @param code the number
     * @return the status
     */
    public static CompletionStatus of(int code) {
        return VALUES[code];
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
