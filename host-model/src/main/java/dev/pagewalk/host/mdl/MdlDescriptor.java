package dev.pagewalk.host.mdl;

import dev.pagewalk.host.machine.Pages;

/**
 * Layout of an MDL on x64 (section 1.1).
 *
 * <pre>
 *        +0          +2      +4              +6
 * 0x00   Next
 * 0x08   Size        Flags   (processor)     (reserved)
 * 0x10   Process
 * 0x18   MappedSystemVa
 * 0x20   StartVa
 * 0x28   ByteCount           ByteOffset
 * 0x30   PFN[0], PFN[1], …   8 bytes each
 * </pre>
 */
public final class MdlDescriptor {

    public static final int NEXT = 0x00;
    public static final int SIZE = 0x08;
    public static final int MDL_FLAGS = 0x0A;
    public static final int ALLOCATION_PROCESSOR_NUMBER = 0x0C;
    public static final int RESERVED = 0x0E;
    public static final int PROCESS = 0x10;
    public static final int MAPPED_SYSTEM_VA = 0x18;
    public static final int START_VA = 0x20;
    public static final int BYTE_COUNT = 0x28;
    public static final int BYTE_OFFSET = 0x2C;
    public static final int PFN_ARRAY = 0x30;
    /** sizeof(MDL). */
    public static final int HEADER_BYTES = 0x30;
    /** sizeof(PFN_NUMBER). */
    public static final int PFN_BYTES = 8;
    /** Pages of the fixed-size MDLs that IoAllocateMdl takes from its lookaside list (S-IOA-2). */
    public static final int FIXED_SIZE_PAGES = 23;

    private MdlDescriptor() {}

    /** MmSizeOfMdl. */
    public static long bytesFor(long va, long length) {
        return HEADER_BYTES + (long) PFN_BYTES * Pages.spanPages(va, length);
    }

    /** Offset of a slot of the PFN array. */
    public static int pfnOffset(int index) {
        return PFN_ARRAY + PFN_BYTES * index;
    }
}
