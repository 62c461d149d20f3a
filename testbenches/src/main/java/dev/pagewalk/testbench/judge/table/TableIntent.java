package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;

/** Memory that the host uses as a table or queue, and how far its removal is. */
public final class TableIntent {
    /** Root level of a table whose parent is not an entry. */
    static final long NO_PARENT = 0;

    final TableKind kind;
    final long address;
    final long bytes;
    final int level;
    final long parent;
    boolean linked;
    PageIntent.State state = PageIntent.State.WANTED;
    long fence;

    TableIntent(TableKind kind, long address, long bytes, int level, long parent) {
        this.kind = kind;
        this.address = address;
        this.bytes = bytes;
        this.level = level;
        this.parent = parent;
    }

    /** True for a root and for a table that an entry points to. */
    boolean isReachable() {
        return linked || parent == NO_PARENT;
    }

    public TableKind kind() {
        return kind;
    }

    public long address() {
        return address;
    }

    public int level() {
        return level;
    }

    /** Number of the 8-byte entry at an address. */
    int index(long entry) {
        return (int) ((entry - address) >>> 3);
    }
}
