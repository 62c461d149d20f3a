package dev.pagewalk.hdl.rtl.ats;

/**
 * What a translation request of a device waits for.
 *
 * <pre>
 *   (free) --> ASKING --> WALKING --> SETTLING --> GRANTED ----------> (free)
 *                ^  ^--retry, merged--'   |  |       |                    ^
 *                '--- an invalidation ----|--'-------'                    |
 *                                         '--> REPORTING --> ENDED -------'
 * </pre>
 */
enum AtsState {
    FREE(0),
    /** The walk engine to take the question. */
    ASKING(1),
    /** The answer of a walk slot. */
    WALKING(2),
    /** The answer is judged. */
    SETTLING(3),
    /** Its completion to leave; an invalidation takes it back. */
    GRANTED(4),
    /** The fault queue to take its fault. */
    REPORTING(5),
    /** Its completion to leave; it is final. */
    ENDED(6);

    private final int code;

    AtsState(int code) {
        this.code = code;
    }

    /** Value in hardware. */
    int code() {
        return code;
    }
}
