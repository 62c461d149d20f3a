package dev.pagewalk.bridge.record;

/** What a bus model could not make sense of; in the data of a trouble event. */
public enum Trouble {
    /** Never written. */
    NONE,
    /** A read beat with an id that has nothing outstanding. */
    READ_WITHOUT_REQUEST,
    /** RLAST earlier or later than the length said. */
    READ_LENGTH,
    /** A write response with an id that has nothing outstanding, or before its last beat was sent. */
    RESPONSE_WITHOUT_REQUEST,
    /** WLAST earlier or later than the length said, at a memory port. */
    WRITE_LENGTH,
    /** An atomic transaction that the memory does not know, or of a shape that AXI5 forbids. */
    ATOMIC_SHAPE;

    private static final Trouble[] VALUES = values();

    /**
     * Trouble of a number.
     *
     * @param code the number
     * @return what it means
     */
    public static Trouble of(long code) {
        return code > 0 && code < VALUES.length ? VALUES[(int) code] : NONE;
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
