package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.QueueRegisters;

/** Where the queues of the host lie. */
final class Layout {
    /** The command queue. */
    static final long COMMANDS = 0x20_0000L;
    /** The fault queue. */
    static final long FAULTS = 0x40_0000L;
    /** Entries of each. */
    static final int ENTRIES = 256;
    /** Enable bit of either queue. */
    static final long ON = QueueRegisters.ENABLE.mask();

    private Layout() {}

    /** Value of the base register of a queue. */
    static long base(long address) {
        return QueueRegisters.BASE_PPN.of(address >>> 12)
                | QueueRegisters.LOG2SZ_MINUS_1.of(Integer.numberOfTrailingZeros(ENTRIES) - 1L);
    }
}
