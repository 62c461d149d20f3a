package dev.pagewalk.bridge.nativeapi;

/**
 * Offsets of the control block: ring counters, each on a cache line of its own, and the state after the last advance.
 *
 * <pre>
 *   0 command head (Java)      64 command tail (native)
 * 128 cycle head (native)     192 cycle tail (Java)
 * 256 event head (native)     320 event tail (Java)
 * 384 cycle  392 hash  400 stop reason  408 advanced  416 outstanding  424 backlog
 * 432 waveform dumps
 * </pre>
 */
public final class ControlDescriptor {
    /** Bytes of the block. */
    public static final int SIZE = 512;
    /** Slots that Java wrote. */
    public static final int COMMAND_HEAD = 0;
    /** Slots that native took over. */
    public static final int COMMAND_TAIL = 64;
    /** Cycle records that native wrote. */
    public static final int CYCLE_HEAD = 128;
    /** Cycle records that Java read. */
    public static final int CYCLE_TAIL = 192;
    /** Event records that native wrote. */
    public static final int EVENT_HEAD = 256;
    /** Event records that Java read. */
    public static final int EVENT_TAIL = 320;
    /** Cycle that comes next. */
    public static final int CYCLE = 384;
    /** Record hash of all cycles before. */
    public static final int HASH = 392;
    /** Why the last advance stopped. */
    public static final int STOP = 400;
    /** Cycles that the last advance ran. */
    public static final int ADVANCED = 408;
    /** Commands submitted and not complete. */
    public static final int OUTSTANDING = 416;
    /** Event records that wait for room in the ring. */
    public static final int BACKLOG = 424;
    /** Times that the state of the design was written to a waveform. */
    public static final int WAVE_DUMPS = 432;

    private ControlDescriptor() {}
}
