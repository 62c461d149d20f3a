package dev.pagewalk.bridge.nativeapi;

/** Offsets of the options block that opens a model, 128 bytes, little endian; unused bytes are zero. */
public final class OptionsDescriptor {
    /** Bytes of the block. */
    public static final int SIZE = 128;
    /** Version of the C ABI, 32 bits. */
    public static final int ABI = 0;
    /** {@link #FLAG_NO_RECORDS}, 32 bits. */
    public static final int FLAGS = 4;
    /** Base seed, 64 bits. */
    public static final int SEED = 8;
    /** Address of the command ring. */
    public static final int COMMAND_RING = 16;
    /** Slots of the command ring, a power of two, 64 bits. */
    public static final int COMMAND_SLOTS = 24;
    /** Address of the cycle ring. */
    public static final int CYCLE_RING = 32;
    /** Records of the cycle ring, a power of two, 64 bits. */
    public static final int CYCLE_RECORDS = 40;
    /** Address of the event ring. */
    public static final int EVENT_RING = 48;
    /** Records of the event ring, a power of two, 64 bits. */
    public static final int EVENT_RECORDS = 56;
    /** Address of the control block. */
    public static final int CONTROL = 64;
    /** Address of the journal's file name, or 0. */
    public static final int JOURNAL = 72;
    /** Address of the journal's notes, zero-terminated UTF-8, or 0. */
    public static final int NOTES = 80;
    /** Cycles of the first reset, 32 bits. */
    public static final int RESET_CYCLES = 88;

    /** No cycle records, no event records, no hash: for measurements only. */
    public static final int FLAG_NO_RECORDS = 1;

    private OptionsDescriptor() {}
}
