package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableMode;
import dev.pagewalk.host.bus.DriverListener.TableKind;

import java.util.ArrayList;
import java.util.List;

/**
 * One radix table: where its pages are and what they hold. Walks and changes single entries; {@link TableMapper} and
 * {@link TableRemover} decide which.
 *
 * <p>Every entry is one naturally aligned store. Thread safety is the domain's.
 */
public final class PageTable {

    private final TableMemory memory;
    private final TableFormat format;
    private final UpdateProtocol protocol;
    private final TableKind kind;
    private final TableNode root;

    PageTable(TableMemory memory, TableFormat format, UpdateProtocol protocol, TableKind kind) {
        this.memory = memory;
        this.format = format;
        this.protocol = protocol;
        this.kind = kind;
        int top = format.mode().levels() - 1;
        this.root = newNode(top, null, 0);
    }

    /** Physical address of the root. */
    public long rootAddress() {
        return root.address;
    }

    /** How entries are coded. */
    public TableFormat format() {
        return format;
    }

    TableNode root() {
        return root;
    }

    UpdateProtocol protocol() {
        return protocol;
    }

    /** Bytes that one entry of a level covers. */
    long span(int level) {
        return 1L << format.mode().leafShift(level);
    }

    int index(long address, int level) {
        return format.mode().index(address, level);
    }

    /** The leaf that translates an address in the driver's own record; empty entries give null. */
    Leaf leafAt(long address) {
        TableNode node = root;
        while (true) {
            int index = index(address, node.level);
            long entry = node.entries[index];
            switch (format.kind(entry)) {
                case INVALID -> {
                    return null;
                }
                case LEAF -> {
                    return new Leaf(node, index, entry);
                }
                case POINTER -> node = node.children[index];
            }
        }
    }

    /** A leaf entry and where it stands. */
    record Leaf(TableNode node, int index, long entry) {}

    /** A new, zeroed table below an entry that does not show it yet. */
    TableNode newNode(int level, TableNode parent, int index) {
        PageTableMode mode = format.mode();
        int bytes = parent == null ? mode.rootBytes() : mode.entryBytes() << mode.indexBits(level);
        long parentEntry = parent == null ? 0 : entryAddress(parent, index);
        long address = memory.allocate(kind, bytes, level, parentEntry);
        return new TableNode(address, level, bytes, mode.entryBytes(), parent, index);
    }

    /** Stores a leaf. */
    void storeLeaf(TableNode node, int index, long entry) {
        store(node, index, entry, null);
    }

    /** Stores the entry that leads to a table. */
    void storePointer(TableNode child) {
        store(child.parent, child.indexInParent, format.pointer(child.address), child);
    }

    /** Clears an entry. */
    void clear(TableNode node, int index) {
        store(node, index, 0, null);
    }

    /** Frees a table that no entry leads to and no walk can reach. */
    void free(TableNode node) {
        memory.free(kind, node.address, node.bytes);
    }

    /** Frees a table, and those below it, that no entry ever led to. */
    void discard(TableNode node) {
        nodesBelow(node).forEach(this::free);
    }

    /** Frees every table; no context may lead here any more. */
    void freeAll() {
        discard(root);
    }

    private static List<TableNode> nodesBelow(TableNode node) {
        List<TableNode> nodes = new ArrayList<>();
        for (TableNode child : node.children) {
            if (child != null) {
                nodes.addAll(nodesBelow(child));
            }
        }
        nodes.add(node);
        return nodes;
    }

    private void store(TableNode node, int index, long entry, TableNode child) {
        protocol.storeEntry(memory, entryAddress(node, index), format.mode().entryBytes(), entry);
        node.set(index, entry, child);
    }

    private long entryAddress(TableNode node, int index) {
        return node.address + (long) index * format.mode().entryBytes();
    }
}
