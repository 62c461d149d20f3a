package dev.pagewalk.bridge.record;

/**
 * Offsets of an event record, 64 bytes, little endian.
 *
 * <pre>
 *  63            48 47            32 31            16 15             0
 * +-----------------------------------+----------------+--------------+  0
 * | tag                               | port           | kind         |
 * +-----------------------------------+----------------+--------------+  8
 * | cycle                                                             |
 * +-------------------------------------------------------------------+ 16
 * | address                                                           |
 * +-------------------------------------------------------------------+ 24
 * | data                                                              |
 * +-------------------------------------------------------------------+ 32
 * | extra: byte strobes, start cycle, or changed interrupt wires      |
 * +--------+--------+-----------------+--------------------------------+ 40
 * | status |response| beat            | id                            |
 * +--------+--------+-----------------+--------------------------------+ 48
 * | user                              | flags                         |
 * +--------+--------+--------+--------+--------+-------+-------+-------+ 56
 * | 0      | lock   | qos    | prot   | cache  | burst | size  | len   |
 * +--------+--------+--------+--------+--------+-------+-------+-------+ 64
 * </pre>
 */
public final class EventRecordDescriptor {
    /** Bytes of a record. */
    public static final int SIZE = 64;
    /** {@link EventKind}, 16 bits. */
    public static final int KIND = 0;
    /** {@link MemoryPort} or {@link Initiator}, 16 bits. */
    public static final int PORT = 2;
    /** Tag of the command, 0 where there is none, 32 bits. */
    public static final int TAG = 4;
    /** Cycle, 64 bits. */
    public static final int CYCLE = 8;
    /** Address, 64 bits. */
    public static final int ADDRESS = 16;
    /** Data, 64 bits. */
    public static final int DATA = 24;
    /** Strobes, start cycle or changed wires, 64 bits. */
    public static final int EXTRA = 32;
    /** AXI id, 32 bits. */
    public static final int ID = 40;
    /** Index of the beat in its burst, 16 bits. */
    public static final int BEAT = 44;
    /** AXI response, 8 bits. */
    public static final int RESPONSE = 46;
    /** {@link CompletionStatus}, 8 bits. */
    public static final int STATUS = 47;
    /** Flag bits, 32 bits. */
    public static final int FLAGS = 48;
    /** Low 32 bits of AxUSER of a memory access, 32 bits. */
    public static final int USER = 52;
    /** AxLEN, 8 bits. */
    public static final int LEN = 56;
    /** AxSIZE, 8 bits. */
    public static final int SIZE_CODE = 57;
    /** AxBURST, 8 bits. */
    public static final int BURST = 58;
    /** AxCACHE, 8 bits. */
    public static final int CACHE = 59;
    /** AxPROT, 8 bits. */
    public static final int PROT = 60;
    /** AxQOS, 8 bits. */
    public static final int QOS = 61;
    /** AxLOCK, 8 bits. */
    public static final int LOCK = 62;

    /** A write or a store. */
    public static final int FLAG_WRITE = 1;
    /** Last beat of a burst, last chunk of a text. */
    public static final int FLAG_LAST = 1 << 1;
    /** Exclusive access. */
    public static final int FLAG_EXCLUSIVE = 1 << 2;
    /** Marked as poison. */
    public static final int FLAG_POISON = 1 << 3;
    /** The bytes under the strobes were changed in memory; a failed exclusive or a faulting write has it clear. */
    public static final int FLAG_COMMITTED = 1 << 4;
    /** The command was marked stopping. */
    public static final int FLAG_STOP = 1 << 5;

    private EventRecordDescriptor() {}
}
