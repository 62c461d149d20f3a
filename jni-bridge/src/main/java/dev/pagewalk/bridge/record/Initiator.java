package dev.pagewalk.bridge.record;

/** Who executes commands; each does so in order. The numbers are part of the ABI. */
public enum Initiator {
    /** Reset, memory behaviour, pokes, marks. */
    CONTROL,
    /** Register accesses on {@code s_axi_cfg}. */
    MMIO,
    /** Loads and stores on {@code s_axi_host}. */
    HOST,
    /** Requests of devices on {@code s_axi_dev}. */
    DEVICE,
    /** Messages of devices on {@code s_ats_req}. */
    MESSAGES;

    private static final Initiator[] VALUES = values();

    /**
     * Initiator of a number.
     *
     * @param code the number
     * @return the initiator
     */
    public static Initiator of(int code) {
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
