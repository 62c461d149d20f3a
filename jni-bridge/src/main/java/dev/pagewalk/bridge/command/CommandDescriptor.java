package dev.pagewalk.bridge.command;

/**
 * Offsets of a command: one header slot of 64 bytes, then its payload in whole slots. Little endian.
 *
 * <pre>
 *  63                              32 31            16 15             0
 * +-----------------------------------+----------------+--------------+  0
 * | tag                               | slots          | kind         |
 * +-----------------------------------+----------------+--------------+  8
 * | earliest cycle                                                    |
 * +-------------------------------------------------------------------+ 16
 * | address                                                           |
 * +-----------------------------------+-------------------------------+ 24
 * | length                            | flags                         |
 * +-----------------------------------+-------------------------------+ 32
 * | argument 0: data, AxUSER, size of a region                        |
 * +-------------------------------------------------------------------+ 40
 * | argument 1: strobes; or qos prot cache burst size len id          |
 * +-------------------------------------------------------------------+ 48
 * | argument 2: or response stall, beat gap, data delay               |
 * +-------------------------------------------------------------------+ 56
 * | argument 3: or address delay                                      |
 * +-------------------------------------------------------------------+ 64
 * </pre>
 */
public final class CommandDescriptor {
    /** Bytes of a slot. */
    public static final int SLOT = 64;
    /** {@link CommandKind}, 16 bits. */
    public static final int KIND = 0;
    /** Slots with the header, 16 bits. */
    public static final int SLOTS = 2;
    /** Tag that its events carry, 32 bits. */
    public static final int TAG = 4;
    /** Not before this cycle, 64 bits. */
    public static final int EARLIEST = 8;
    /** Address, 64 bits. */
    public static final int ADDRESS = 16;
    /** Flags, 32 bits. */
    public static final int FLAGS = 24;
    /** Bytes, beats, cycles or a selector, 32 bits. */
    public static final int LENGTH = 28;
    /** First argument, 64 bits. */
    public static final int ARGUMENT0 = 32;
    /** Second argument, 64 bits. */
    public static final int ARGUMENT1 = 40;
    /** Third argument, 64 bits. */
    public static final int ARGUMENT2 = 48;
    /** Fourth argument, 64 bits. */
    public static final int ARGUMENT3 = 56;

    /** AXI id of a device request, 16 bits. */
    public static final int ID = 40;
    /** AxLEN, 8 bits. */
    public static final int LEN = 42;
    /** AxSIZE, 8 bits. */
    public static final int SIZE = 43;
    /** AxBURST, 8 bits. */
    public static final int BURST = 44;
    /** AxCACHE, 8 bits. */
    public static final int CACHE = 45;
    /** AxPROT, 8 bits. */
    public static final int PROT = 46;
    /** AxQOS, 8 bits. */
    public static final int QOS = 47;
    /** Cycles between the address and the first data beat of a write, 32 bits. */
    public static final int DATA_DELAY = 48;
    /** Cycles between data beats of a write, 16 bits. */
    public static final int BEAT_GAP = 52;
    /** Cycles for which each response beat of this request is kept waiting, 16 bits. */
    public static final int RESPONSE_STALL = 54;
    /** Cycles by which the address of a write follows its data, 32 bits. */
    public static final int ADDRESS_DELAY = 56;

    /** {@code advance} stops when the command completes. */
    public static final int FLAG_STOP = 1;
    /** Exclusive access. */
    public static final int FLAG_EXCLUSIVE = 1 << 1;
    /** A reset also drops commands that had not started. */
    public static final int FLAG_FLUSH = 1 << 2;
    /** A write marks every beat as its last. */
    public static final int FLAG_EARLY_LAST = 1 << 3;
    /** A write marks no beat as its last. */
    public static final int FLAG_NO_LAST = 1 << 4;

    /** Most payload bytes of a command. */
    public static final int MAX_PAYLOAD = 64 << 10;
    /** Most slots of a command. */
    public static final int MAX_SLOTS = 1 + MAX_PAYLOAD / SLOT;

    private CommandDescriptor() {}
}
