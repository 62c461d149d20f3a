package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.host.iommu.TableFormat.EntryKind;

import java.util.ArrayList;
import java.util.List;

/**
 * Clears one range of a {@link PageTable}: splits pages that reach beyond it, clears leaves, unlinks empty tables.
 *
 * <p>What it unlinked may be freed only after an invalidation and a fence.
 */
final class TableRemover {

    private static final int NAPOT_PAGES = 16;
    private static final long NAPOT_BYTES = 1L << PageTableEntry.NAPOT_64K_SHIFT;

    private final PageTable table;
    private final TableFormat format;
    private final boolean reclaim;
    private final List<Long> clearedLeaves = new ArrayList<>();
    private final List<TableNode> unlinked = new ArrayList<>();
    private boolean split;

    TableRemover(PageTable table, boolean reclaim) {
        this.table = table;
        this.format = table.format();
        this.reclaim = reclaim;
    }

    /** Addresses of the leaves that were cleared, for invalidation one by one. */
    List<Long> clearedLeaves() {
        return clearedLeaves;
    }

    /** Tables to free after the fence. */
    List<TableNode> unlinked() {
        return unlinked;
    }

    /** True if entries other than leaves changed: the invalidation must cover the whole domain. */
    boolean changedStructure() {
        return split || !unlinked.isEmpty();
    }

    /** Splits pages that reach beyond the range; translations stay the same. */
    void split(long iova, long bytes) {
        splitAt(iova);
        splitAt(iova + bytes);
    }

    /** Clears the range's leaves and unlinks tables that became empty. */
    void clear(long iova, long bytes) {
        clear(table.root(), iova, iova + bytes);
    }

    private void clear(TableNode node, long from, long to) {
        long span = table.span(node.level);
        for (long at = from; at < to; at = (at & -span) + span) {
            clearEntry(node, at, Math.min(to, (at & -span) + span));
        }
    }

    private void clearEntry(TableNode node, long at, long next) {
        int index = table.index(at, node.level);
        switch (format.kind(node.entries[index])) {
            case LEAF -> {
                table.clear(node, index);
                clearedLeaves.add(at);
            }
            case POINTER -> {
                TableNode child = node.children[index];
                clear(child, at, next);
                if (reclaim && child.used == 0) {
                    table.clear(node, index);
                    unlinked.add(child);
                }
            }
            case INVALID -> {
                // Nothing is mapped here.
            }
        }
    }

    /** Makes {@code boundary} a boundary between leaves: pages across it become smaller ones that map the same. */
    private void splitAt(long boundary) {
        if (!format.mode().inRange(boundary)) {
            return;
        }
        PageTable.Leaf leaf = table.leafAt(boundary);
        while (leaf != null && leaf.node().level > 0 && (boundary & (table.span(leaf.node().level) - 1)) != 0) {
            splitSuperpage(leaf, boundary & -table.span(leaf.node().level));
            leaf = table.leafAt(boundary);
        }
        if (leaf != null && format.isNapot(leaf.entry()) && (boundary & (NAPOT_BYTES - 1)) != 0) {
            splitNapot(leaf, boundary & -NAPOT_BYTES);
        }
    }

    private void splitSuperpage(PageTable.Leaf leaf, long start) {
        split = true;
        TableNode child = table.newNode(leaf.node().level - 1, leaf.node(), leaf.index());
        long target = format.target(leaf.entry(), start);
        Access access = new Access(format.permissions(leaf.entry()), format.memoryType(leaf.entry()));
        long step = table.span(child.level);
        table.protocol()
                .link(
                        () -> {
                            for (int i = 0; i < child.entries.length; i++) {
                                table.storeLeaf(child, i, format.leaf(target + i * step, access));
                            }
                        },
                        () -> table.storePointer(child));
    }

    private void splitNapot(PageTable.Leaf leaf, long start) {
        split = true;
        Access access = new Access(format.permissions(leaf.entry()), format.memoryType(leaf.entry()));
        int first = table.index(start, 0);
        for (int i = 0; i < NAPOT_PAGES; i++) {
            long page = start + i * table.span(0);
            table.storeLeaf(leaf.node(), first + i, format.leaf(format.target(leaf.entry(), page), access));
        }
    }

    /** True if every page of the range is mapped. */
    static boolean isMapped(PageTable table, long iova, long bytes) {
        long at = iova;
        while (at < iova + bytes) {
            PageTable.Leaf leaf = table.leafAt(at);
            if (leaf == null) {
                return false;
            }
            long span = table.span(leaf.node().level);
            at = (at & -span) + span;
        }
        return true;
    }

    /** True if nothing is mapped in the range. */
    static boolean isFree(PageTable table, long iova, long bytes) {
        return isFree(table, table.root(), iova, iova + bytes);
    }

    private static boolean isFree(PageTable table, TableNode node, long from, long to) {
        long span = table.span(node.level);
        for (long at = from; at < to; at = (at & -span) + span) {
            int index = table.index(at, node.level);
            EntryKind kind = table.format().kind(node.entries[index]);
            long next = Math.min(to, (at & -span) + span);
            boolean below = kind == EntryKind.POINTER && isFree(table, node.children[index], at, next);
            if (kind != EntryKind.INVALID && !below) {
                return false;
            }
        }
        return true;
    }
}
