package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.host.iommu.TableFormat.EntryKind;

/**
 * Installs one contiguous range in a {@link PageTable}, with the largest pages that fit.
 *
 * <p>The range must be free. New tables are filled before their parent shows them.
 */
final class TableMapper {

    private static final int NAPOT_PAGES = 16;
    private static final long NAPOT_BYTES = 1L << PageTableEntry.NAPOT_64K_SHIFT;

    private final PageTable table;
    private final TableFormat format;
    private final boolean superpages;
    private final long iova;
    private final long end;
    private final long distance;
    private final Access access;

    TableMapper(PageTable table, boolean superpages, long iova, long physicalAddress, long bytes, Access access) {
        this.table = table;
        this.format = table.format();
        this.superpages = superpages;
        this.iova = iova;
        this.end = iova + bytes;
        this.distance = table.protocol().target(physicalAddress) - iova;
        this.access = table.protocol().grant(access);
    }

    /** Stores all entries; on {@link IommuException} entries stored so far remain and the caller removes them. */
    void map() {
        fill(table.root(), iova, end);
    }

    private void fill(TableNode node, long from, long to) {
        long at = from;
        while (at < to) {
            at = fillEntry(node, at, to);
        }
    }

    /** Covers what one entry of this table can cover; returns where to go on. */
    private long fillEntry(TableNode node, long at, long to) {
        long span = table.span(node.level);
        long next = Math.min(to, (at & -span) + span);
        int index = table.index(at, node.level);
        boolean invalid = format.kind(node.entries[index]) == EntryKind.INVALID;
        if (node.level == 0) {
            return fillLeaves(node, at, to);
        }
        if (invalid && fitsSuperpage(at, next, span)) {
            table.storeLeaf(node, index, format.leaf(at + distance, access));
        } else if (invalid) {
            fillNewTable(table.newNode(node.level - 1, node, index), at, next);
        } else {
            fill(node.children[index], at, next);
        }
        return next;
    }

    private void fillNewTable(TableNode child, long at, long next) {
        try {
            table.protocol().link(() -> fill(child, at, next), () -> table.storePointer(child));
        } catch (IommuException noMemory) {
            table.discard(child);
            throw noMemory;
        }
    }

    private long fillLeaves(TableNode node, long at, long to) {
        if (fitsNapot(at, to)) {
            for (int i = 0; i < NAPOT_PAGES; i++) {
                table.storeLeaf(node, table.index(at, 0) + i, format.napotLeaf(at + distance, access));
            }
            return at + NAPOT_BYTES;
        }
        table.storeLeaf(node, table.index(at, 0), format.leaf(at + distance, access));
        return at + table.span(0);
    }

    private boolean fitsSuperpage(long at, long next, long span) {
        boolean whole = (at & (span - 1)) == 0 && next - at == span;
        return superpages && whole && ((at + distance) & (span - 1)) == 0;
    }

    private boolean fitsNapot(long at, long to) {
        boolean aligned = (at & (NAPOT_BYTES - 1)) == 0 && ((at + distance) & (NAPOT_BYTES - 1)) == 0;
        return format.napot() && aligned && to - at >= NAPOT_BYTES;
    }
}
