package dev.pagewalk.bridge;

/**
 * What a native call can answer. The numbers are part of the C ABI and only ever appended to.
 * The table for users is in {@code docs/bridge.md}.
 */
public enum BridgeStatus {
    /** The call did what was asked. */
    OK(0, "done"),
    /** An argument was refused; nothing changed. */
    ARGUMENT(1, "wrong argument"),
    /** The model is not in a state for this call, for example it failed before. */
    STATE(2, "not possible in this state"),
    /** The design called {@code $finish}. */
    FINISH(3, "the design called $finish"),
    /** The design called {@code $stop}, or an assertion of the design failed. */
    STOP(4, "the design called $stop or an assertion failed"),
    /** The simulator gave up, for example because the design does not settle. */
    FATAL(5, "the simulator reported a fatal error"),
    /** A C++ exception reached the boundary. */
    EXCEPTION(6, "a C++ exception was caught at the boundary"),
    /** Native memory is used up. */
    MEMORY(7, "out of native memory"),
    /** A journal or waveform file cannot be written. */
    IO(8, "a file cannot be written"),
    /** The library was built without what was asked for, for example without waveforms. */
    UNSUPPORTED(9, "not compiled into this library"),
    /** Both sides disagree about a layout; raised by Java before a model exists. */
    LAYOUT(10, "record layouts differ"),
    /** Called from a thread that does not own the model; raised by Java. */
    THREAD(11, "wrong thread");

    private static final BridgeStatus[] VALUES = values();

    private final int code;
    private final String meaning;

    BridgeStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /**
     * Status number in the C ABI.
     *
     * @return the number
     */
    public int code() {
        return code;
    }

    /**
     * What the status means, in words.
     *
     * @return one clause without a full stop
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Status of a number that native code returned.
     *
     * @param code the number
     * @return its status; {@link #EXCEPTION} for a number nobody knows
     */
    public static BridgeStatus of(int code) {
        return code >= 0 && code < VALUES.length ? VALUES[code] : EXCEPTION;
    }
}
