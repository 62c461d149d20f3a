package dev.pagewalk.hdl.rtl.device;

/**
 * What a waiting request waits for.
 *
 * <pre>
 *            fresh miss             fires             answers           departs
 *   lookup stage ----------&gt; ASKING -----&gt; WALKING ---------&gt; READY ---------&gt; (free)
 *     ^   | hit, but something is in its way          |         ^
 *     |   +-------------------------------------------|---------+
 *     |                                     fault     v   reported          answered
 *   LOOKUP &lt;---- retry, another one was served,     FAULT ---------&gt; ERROR ---------&gt; (free)
 *                fence: READY and FAULT come here
 * </pre>
 */
public enum PendingState {
    /** A turn in the lookup stage. */
    LOOKUP(0),
    /** The lookup stage, or the walk engine to take the question. */
    ASKING(1),
    /** The answer of a walk slot. */
    WALKING(2),
    /** Its turn to depart, with a translation. */
    READY(3),
    /** Its turn to be rejected; not yet reported. */
    FAULT(4),
    /** Its turn to be answered with an error. */
    ERROR(5),
    /** Its turn; the page is a memory-resident interrupt file. Leaves as READY does, into the engine of such files. */
    FILE(6);

    private final int code;

    PendingState(int code) {
        this.code = code;
    }

    /** Value in hardware. */
    public int code() {
        return code;
    }
}
