package dev.pagewalk.host.iommu;

import dev.pagewalk.host.iommu.TableFormat.EntryKind;

import java.util.ArrayList;
import java.util.List;

/** Replaces leaf tables that have filled up with one aligned run by a superpage that maps the same. */
final class TablePromoter {

    private final List<TableNode> replaced = new ArrayList<>();
    private final PageTable table;
    private final TableFormat format;

    TablePromoter(PageTable table) {
        this.table = table;
        this.format = table.format();
    }

    /** Tables that no entry leads to any more; free them after an invalidation and a fence. */
    List<TableNode> replaced() {
        return replaced;
    }

    void promote(long iova, long bytes) {
        long span = table.span(1);
        for (long at = iova & -span; at < iova + bytes; at += span) {
            PageTable.Leaf leaf = table.leafAt(at);
            if (leaf != null && leaf.node().level == 0 && isOneRun(leaf.node(), at)) {
                replace(leaf.node(), leaf.entry(), at);
            }
        }
    }

    private void replace(TableNode node, long firstEntry, long at) {
        Access access = new Access(format.permissions(firstEntry), format.memoryType(firstEntry));
        long target = format.target(firstEntry, at);
        table.storeLeaf(node.parent, node.indexInParent, format.leaf(target, access));
        replaced.add(node);
    }

    private boolean isOneRun(TableNode node, long at) {
        long first = node.entries[0];
        long target = format.target(first, at);
        if (node.used != node.entries.length || node.isRoot() || (target & (table.span(1) - 1)) != 0) {
            return false;
        }
        for (int i = 0; i < node.entries.length; i++) {
            long address = at + i * table.span(0);
            if (!continues(node.entries[i], first, address, target + i * table.span(0))) {
                return false;
            }
        }
        return true;
    }

    private boolean continues(long entry, long first, long address, long wanted) {
        return format.kind(entry) == EntryKind.LEAF
                && format.target(entry, address) == wanted
                && format.permissions(entry) == format.permissions(first)
                && format.memoryType(entry) == format.memoryType(first);
    }
}
