package dev.pagewalk.bridge.record;

import java.util.Locale;

/** The five channels of an AXI port, in the order of the bits of the valid and ready masks. */
public enum AxiChannelKind {
    /** Write address. */
    AW,
    /** Write data. */
    W,
    /** Write response. */
    B,
    /** Read address. */
    AR,
    /** Read data. */
    R;

    /**
     * How the channel starts a signal name.
     *
     * @return lower case letters
     */
    public String prefix() {
        return name().toLowerCase(Locale.ROOT);
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
