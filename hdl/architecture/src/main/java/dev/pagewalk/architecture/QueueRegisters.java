package dev.pagewalk.architecture;

import static dev.pagewalk.architecture.BitField.bit;
import static dev.pagewalk.architecture.BitField.bits;

import java.util.List;

/** Base and control registers of the three in-memory queues. [IOMMU §6 cqb, cqcsr, fqcsr, pqcsr] */
public final class QueueRegisters {

    /** Bytes of a command. */
    public static final int COMMAND_BYTES = 16;
    /** Bytes of a fault record. */
    public static final int FAULT_RECORD_BYTES = 32;
    /** Bytes of a page-request record. */
    public static final int PAGE_REQUEST_BYTES = 16;

    public static final BitField LOG2SZ_MINUS_1 = bits("LOG2SZ-1", 4, 0, "log2 of the entries, less one");
    public static final BitField BASE_PPN = bits("PPN", 53, 10, "page of the queue; naturally aligned above 4 KiB");
    public static final List<BitField> BASE_FIELDS = List.of(LOG2SZ_MINUS_1, BASE_PPN);

    public static final BitField INDEX = bits("index", 31, 0, "entry number; bits above LOG2SZ-1 are 0");
    public static final List<BitField> INDEX_FIELDS = List.of(INDEX);

    /** Same position in the three control registers: cqen, fqen, pqen. */
    public static final BitField ENABLE = bit("en", 0, "cqen, fqen, pqen: the queue is wanted");

    public static final BitField INTERRUPT_ENABLE = bit("ie", 1, "cie, fie, pie: interrupts are wanted");
    public static final BitField MEMORY_FAULT = bit("mf", 8, "cqmf, fqmf, pqmf: a memory access failed (RW1C)");
    public static final BitField ON = bit("on", 16, "cqon, fqon, pqon: the queue is active (read only)");
    public static final BitField BUSY = bit("busy", 17, "an enable or disable is under way (read only)");

    /** Command queue only. */
    public static final BitField COMMAND_TIMEOUT = bit("cmd_to", 9, "an ATS invalidation timed out (RW1C)");

    public static final BitField COMMAND_ILLEGAL = bit("cmd_ill", 10, "cqh points at an illegal command (RW1C)");
    public static final BitField FENCE_WIRE_PENDING = bit("fence_w_ip", 11, "IOFENCE.C asked for a wire (RW1C)");

    /** Fault and page-request queue only. */
    public static final BitField OVERFLOW = bit("of", 9, "fqof, pqof: a record found the queue full (RW1C)");

    public static final List<BitField> COMMAND_FIELDS = List.of(
            ENABLE, INTERRUPT_ENABLE, MEMORY_FAULT, COMMAND_TIMEOUT, COMMAND_ILLEGAL, FENCE_WIRE_PENDING, ON, BUSY);
    public static final List<BitField> RECORD_FIELDS =
            List.of(ENABLE, INTERRUPT_ENABLE, MEMORY_FAULT, OVERFLOW, ON, BUSY);

    private QueueRegisters() {}
}
