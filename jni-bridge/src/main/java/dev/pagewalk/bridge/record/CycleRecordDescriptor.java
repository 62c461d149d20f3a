package dev.pagewalk.bridge.record;

/**
 * Offsets of the fixed part of a cycle record; the pins follow, see {@link CycleLayout}.
 *
 * <pre>
 *  63                              32 31                               0
 * +---------------------------------------------------------------------+  0
 * | cycle                                                               |
 * +-----------------------------------+---------------------------------+  8
 * | flags                             | repeat                          |
 * +-----------------------------------+---------------------------------+ 16
 * | valid: bit per channel                                              |
 * +---------------------------------------------------------------------+ 24
 * | ready: bit per channel                                              |
 * +---------------------------------------------------------------------+ 32
 * | one or more words of single-bit pins, then wider pins by size       |
 * +---------------------------------------------------------------------+ used
 * | zero up to the next power of two                                    |
 * +---------------------------------------------------------------------+ size
 * </pre>
 */
public final class CycleRecordDescriptor {
    /** First cycle that the record stands for, 64 bits. */
    public static final int CYCLE = 0;
    /** Number of cycles with these very pins, at least 1, 32 bits. */
    public static final int REPEAT = 8;
    /** {@link #FLAG_RESET} and {@link #FLAG_EVENTS}, 32 bits. */
    public static final int FLAGS = 12;
    /** VALID of every channel, 64 bits. */
    public static final int VALID = 16;
    /** READY of every channel, 64 bits. */
    public static final int READY = 24;
    /** First byte of the pins. */
    public static final int PINS = 32;

    /** The design is held in reset. */
    public static final int FLAG_RESET = 1;
    /** Event records belong to the first cycle of this record; later cycles of it never have any. */
    public static final int FLAG_EVENTS = 1 << 1;

    private CycleRecordDescriptor() {}
}
