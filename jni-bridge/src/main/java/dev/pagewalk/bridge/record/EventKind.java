package dev.pagewalk.bridge.record;

/** Kinds of event records. The numbers are part of the ABI and only ever appended to. */
public enum EventKind {
    /** Never written. */
    NONE,
    /** One beat of a read commits: port, address of the beat (aligned to 8), data, id, beat, response, user. */
    MEMORY_READ,
    /** One beat of a write commits: as a read, and strobes in extra. */
    MEMORY_WRITE,
    /**
     * A command is done: tag, initiator in port, response (first that is not OKAY), start cycle in extra, address, id;
     * for reads and loads data holds the first 8 bytes.
     */
    COMPLETION,
    /** One beat that a read command received, before its completion: tag, beat, data on the bus, response, poison. */
    DATA,
    /** Interrupt wires changed: level in data, changed wires in extra. */
    INTERRUPT,
    /** A mark command was executed: its value in data. */
    MARK,
    /** Reset started (data 1) or ended (data 0). */
    RESET,
    /** Eight bytes of a poke: address, data, strobes in extra. */
    POKE,
    /** Text of the design, 24 bytes a record from byte 16 on, zero padded; beat counts the chunks. */
    MESSAGE,
    /** A bus model saw a response that belongs to nothing, or a burst of a wrong length: port, id, {@link Trouble}. */
    TROUBLE,
    /** The design sent a message on {@code m_ats_msg}: body in data, head in extra. */
    ATS_MESSAGE;

    private static final EventKind[] VALUES = values();

    /**
     * Kind of a number.
     *
     * @param code the number
     * @return its kind; {@link #NONE} for a number nobody knows
     */
    public static EventKind of(int code) {
        return code > 0 && code < VALUES.length ? VALUES[code] : NONE;
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
