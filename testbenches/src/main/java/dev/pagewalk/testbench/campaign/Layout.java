package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.QueueRegisters;

/** Where the queues of the host lie. */
final class Layout {
    /** The command queue. */
    static final long COMMANDS = 0x20_0000L;
    /** The fault queue. */
    static final long FAULTS = 0x40_0000L;
    /** The page-request queue. */
    static final long PAGES = 0x50_0000L;
    /** Where fences say that they are complete. */
    static final long FENCES = 0x60_0000L;
    /** Entries of each queue. */
    static final int ENTRIES = 256;
    /** Where interrupt messages go, eight bytes for each vector. */
    static final long MESSAGES = 0x61_0000L;
    /** Interrupt files in memory, which the MSI tables of all devices share. */
    static final long FILES = 0x62_0000L;
    /** How many of them. */
    static final int FILE_COUNT = 4;
    /** Bytes of one: a pending and an enable bit for each of 2048 interrupts. */
    static final int FILE_BYTES = 512;
    /** Pages that take the notices of interrupt files. */
    static final long NOTICES = 0x63_0000L;
    /** How many of them. */
    static final int NOTICE_COUNT = 2;
    /** Either queue enabled, and its interrupts. */
    static final long ON = QueueRegisters.ENABLE.mask() | QueueRegisters.INTERRUPT_ENABLE.mask();

    private Layout() {}

    /** Value of the base register of a queue. */
    static long base(long address) {
        return QueueRegisters.BASE_PPN.of(address >>> 12)
                | QueueRegisters.LOG2SZ_MINUS_1.of(Integer.numberOfTrailingZeros(ENTRIES) - 1L);
    }
}
