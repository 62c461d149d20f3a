package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.state.LongMap;
import dev.pagewalk.testbench.judge.state.ShadowMemory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the host said about its tables, domains and contexts, over the memory that its stores have made. */
final class HostTables {
    private static final int PAGE_SHIFT = 12;

    final ShadowMemory memory = new ShadowMemory();
    /** Byte order of tables and queues in memory [IOMMU §13]. */
    boolean bigEndian;
    /** Byte order of first stages and process directories: SBE of the context that became valid last. */
    boolean stageBigEndian;

    final Map<Integer, DomainIntent> domains = new HashMap<>();
    final LongMap<ContextIntent> contexts = new LongMap<>();
    final List<TableIntent> removingTables = new ArrayList<>();
    final List<RemovingPage> removingPages = new ArrayList<>();
    private final LongMap<TableIntent> tables = new LongMap<>();

    /** A page of a domain whose removal has begun; {@code sizeLog2} is the leaf that mapped it, in 4-KiB pages. */
    static final class RemovingPage {
        final DomainIntent domain;
        final PageIntent page;
        int sizeLog2;

        RemovingPage(DomainIntent domain, PageIntent page) {
            this.domain = domain;
            this.page = page;
        }
    }

    /** A doubleword of a table or queue, in the byte order of the tables. */
    long word(long address) {
        long raw = memory.read(address);
        return bigEndian ? Long.reverseBytes(raw) : raw;
    }

    /** A doubleword of a table of some kind, in its byte order [IOMMU §13]. */
    long entry(TableKind kind, long address) {
        if (kind != TableKind.FIRST_STAGE && kind != TableKind.PROCESS_DIRECTORY) {
            return word(address);
        }
        long raw = memory.read(address);
        return stageBigEndian ? Long.reverseBytes(raw) : raw;
    }

    void addTable(TableIntent table) {
        for (long offset = 0; offset < Math.max(table.bytes, 1); offset += 1 << PAGE_SHIFT) {
            tables.put((table.address + offset) >>> PAGE_SHIFT, table);
        }
    }

    void removeTable(TableIntent table) {
        for (long offset = 0; offset < Math.max(table.bytes, 1); offset += 1 << PAGE_SHIFT) {
            tables.remove((table.address + offset) >>> PAGE_SHIFT);
        }
        removingTables.remove(table);
    }

    /** The table that an address lies in, or null. */
    TableIntent tableAt(long address) {
        TableIntent table = tables.get(address >>> PAGE_SHIFT);
        return table != null && address - table.address < table.bytes ? table : null;
    }

    /** The domain whose tree a table belongs to, or null. */
    DomainIntent domainOf(TableIntent table) {
        TableIntent root = table;
        while (root != null && root.parent != TableIntent.NO_PARENT) {
            root = tableAt(root.parent);
        }
        if (root == null) {
            return null;
        }
        for (DomainIntent domain : domains.values()) {
            if (domain.root == root.address && !domain.deleted) {
                return domain;
            }
        }
        return null;
    }

    /** First 4-KiB page of the input range that a page table covers. */
    long firstPage(TableIntent table) {
        if (table.parent == TableIntent.NO_PARENT) {
            return 0;
        }
        TableIntent parent = tableAt(table.parent);
        return parent == null ? 0 : firstPage(parent) + parent.index(table.parent) * PteBits.span(parent.level);
    }

    /** First device that a device directory covers, {@code lowBits} being the index width of a leaf directory. */
    int firstDevice(TableIntent table, int lowBits) {
        if (table.parent == TableIntent.NO_PARENT) {
            return 0;
        }
        TableIntent parent = tableAt(table.parent);
        if (parent == null) {
            return 0;
        }
        int shift = lowBits + 9 * (parent.level - 1);
        return firstDevice(parent, lowBits) + (parent.index(table.parent) << shift);
    }

    /** The valid leaf for a page in memory, with the page's own physical page in it, or 0 [IOMMU §4]. */
    long leafPpn(DomainIntent domain, long page) {
        long table = domain.root;
        int top = domain.levels() - 1;
        for (int level = top; level >= 0; level--) {
            long index = page >>> (9 * level);
            long mask = level == top && domain.stage() == TableKind.SECOND_STAGE ? 0x7ff : 0x1ff;
            long pte = entry(domain.stage(), table + (index & mask) * 8);
            if (!PteBits.isValid(pte)) {
                return 0;
            }
            if (PteBits.isLeaf(pte)) {
                return PteBits.ppnAt(pte, level, page);
            }
            table = PteBits.ppn(pte) << PAGE_SHIFT;
        }
        return 0;
    }
}
