package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.host.bus.DriverListener;

/**
 * Page-table entries of both stages of the RISC-V IOMMU. [IOMMU §4 page tables; Priv §12]
 *
 * @param hardwareAccessedDirty leaves start with A=D=0, hardware sets them
 * @param memoryTypes PBMT is coded; without Svpbmt the type is ignored
 */
public record RiscvTableFormat(PageTableMode mode, boolean hardwareAccessedDirty, boolean memoryTypes, boolean napot)
        implements TableFormat {

    private static final int PPN32_BITS = 22;
    private static final int PPN_BITS = 44;
    private static final long NAPOT_OFFSET = (1L << PageTableEntry.NAPOT_64K_SHIFT) - 1;

    @Override
    public int physicalBits() {
        return PageTableMode.PAGE_SHIFT + (mode.isRv32() ? PPN32_BITS : PPN_BITS);
    }

    @Override
    public long leaf(long physicalAddress, Access access) {
        long entry = PageTableEntry.V.of(1) | PageTableEntry.U.of(1) | ppn(physicalAddress);
        entry |= PageTableEntry.R.of(access.reads() ? 1 : 0) | PageTableEntry.W.of(access.writes() ? 1 : 0);
        if (!hardwareAccessedDirty) {
            entry |= PageTableEntry.A.of(1) | PageTableEntry.D.of(1);
        }
        return memoryTypes ? entry | PageTableEntry.PBMT.of(access.type().encoding()) : entry;
    }

    @Override
    public long napotLeaf(long physicalAddress, Access access) {
        long coded = (physicalAddress & ~NAPOT_OFFSET)
                | ((long) PageTableEntry.NAPOT_64K_PPN_LOW << PageTableMode.PAGE_SHIFT);
        return leaf(coded, access) | PageTableEntry.N.of(1);
    }

    @Override
    public long pointer(long tableAddress) {
        return PageTableEntry.V.of(1) | ppn(tableAddress);
    }

    @Override
    public EntryKind kind(long entry) {
        if (!PageTableEntry.V.isSet(entry)) {
            return EntryKind.INVALID;
        }
        boolean leaf = PageTableEntry.R.isSet(entry) || PageTableEntry.X.isSet(entry);
        return leaf ? EntryKind.LEAF : EntryKind.POINTER;
    }

    @Override
    public long target(long leaf, long address) {
        long ppn = mode.isRv32() ? PageTableEntry.PPN32.get(leaf) : PageTableEntry.PPN.get(leaf);
        long page = ppn << PageTableMode.PAGE_SHIFT;
        return isNapot(leaf) ? (page & ~NAPOT_OFFSET) | (address & NAPOT_OFFSET) : page;
    }

    @Override
    public boolean isNapot(long leaf) {
        return !mode.isRv32() && PageTableEntry.N.isSet(leaf);
    }

    @Override
    public int permissions(long leaf) {
        int read = PageTableEntry.R.isSet(leaf) ? DriverListener.READ : 0;
        return read | (PageTableEntry.W.isSet(leaf) ? DriverListener.WRITE : 0);
    }

    @Override
    public MemoryType memoryType(long leaf) {
        return memoryTypes ? MemoryType.ofEncoding(PageTableEntry.PBMT.get(leaf)) : MemoryType.PMA;
    }

    private long ppn(long address) {
        long ppn = address >>> PageTableMode.PAGE_SHIFT;
        return mode.isRv32() ? PageTableEntry.PPN32.of(ppn) : PageTableEntry.PPN.of(ppn);
    }
}
