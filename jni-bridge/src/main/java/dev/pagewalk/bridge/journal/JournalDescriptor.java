package dev.pagewalk.bridge.journal;

/**
 * Format of a journal file, little endian.
 *
 * <pre>
 * file:  "PWJOURN1"  u32 bytes of the head  u32 CRC-32 of the head  head  entry*
 * head:  UTF-8 lines key=value: format, abi, module, configuration, key, seed, resetCycles, note.*
 *
 *  63                              32 31                               0
 * +-----------------------------------+---------------------------------+  0
 * | CRC-32 of these 32 bytes, 8..31|kind| mark "PWEJ"                     |
 * +-----------------------------------+---------------------------------+  8
 * | CRC-32 of the entry with this 0   | bytes of the payload            |
 * +-----------------------------------+---------------------------------+ 16
 * | cycle                                                               |
 * +---------------------------------------------------------------------+ 24
 * | record hash of all cycles before                                    |
 * +---------------------------------------------------------------------+ 32
 * | payload: the command slots that were taken over at this cycle       |
 * +---------------------------------------------------------------------+
 * </pre>
 *
 * The kind is the lowest byte of its word; the CRC above it is taken with itself and the other CRC zero.
 */
final class JournalDescriptor {
    static final byte[] MAGIC = {'P', 'W', 'J', 'O', 'U', 'R', 'N', '1'};
    static final int HEAD_MOST_BYTES = 1 << 20;
    static final int ENTRY_MARK = 0x4A455750;
    static final int ENTRY_SIZE = 32;
    static final int MARK = 0;
    static final int KIND = 4;
    static final int KIND_MASK = 0xff;
    static final int BYTES = 8;
    static final int CRC = 12;
    static final int CYCLE = 16;
    static final int HASH = 24;
    /** More than any command ring holds. */
    static final int PAYLOAD_MOST_BYTES = 64 << 20;

    private JournalDescriptor() {}
}
