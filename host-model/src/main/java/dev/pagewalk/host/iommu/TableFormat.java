package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableMode;

/** How one kind of page table codes its entries; the rest of the driver does not look into them. */
public interface TableFormat {

    /** What an entry is. */
    enum EntryKind {
        INVALID,
        POINTER,
        LEAF
    }

    /** Architectural mode: levels, widths, sizes. */
    PageTableMode mode();

    /** True if runs of 16 leaves are coded as one 64-KiB page. */
    boolean napot();

    /** Bits of physical addresses that an entry can hold. */
    int physicalBits();

    /** A leaf to a page. */
    long leaf(long physicalAddress, Access access);

    /** A leaf that is one of the 16 entries of a 64-KiB page. */
    long napotLeaf(long physicalAddress, Access access);

    /** An entry that leads to the next table. */
    long pointer(long tableAddress);

    /** What the entry is. */
    EntryKind kind(long entry);

    /** Where a leaf leads; {@code address} chooses inside a 64-KiB page. */
    long target(long leaf, long address);

    /** True if the leaf is part of a 64-KiB page. */
    boolean isNapot(long leaf);

    /** Rights of a leaf. */
    int permissions(long leaf);

    /** Memory type of a leaf. */
    MemoryType memoryType(long leaf);
}
