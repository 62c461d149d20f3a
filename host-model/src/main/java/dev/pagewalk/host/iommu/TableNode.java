package dev.pagewalk.host.iommu;

/** The driver's own record of a table page: what it stored there, and which tables hang below. */
final class TableNode {

    final long address;
    final int level;
    final int bytes;
    final TableNode parent;
    final int indexInParent;
    final long[] entries;
    final TableNode[] children;
    int used;

    TableNode(long address, int level, int bytes, int entryBytes, TableNode parent, int indexInParent) {
        this.address = address;
        this.level = level;
        this.bytes = bytes;
        this.parent = parent;
        this.indexInParent = indexInParent;
        this.entries = new long[bytes / entryBytes];
        this.children = new TableNode[entries.length];
    }

    /** Notes what an entry now holds. */
    void set(int index, long entry, TableNode child) {
        used += (entry == 0 ? 0 : 1) - (entries[index] == 0 ? 0 : 1);
        entries[index] = entry;
        children[index] = child;
    }

    boolean isRoot() {
        return parent == null;
    }
}
