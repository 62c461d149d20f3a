package dev.pagewalk.testbench.judge.table;

import dev.pagewalk.host.bus.DriverListener.TableKind;
import dev.pagewalk.testbench.judge.stream.EventView;

import java.util.HashSet;
import java.util.Set;

/**
 * Stores to tables that were declared but that no host routine asks for: first stages of no domain, process directories,
 * MSI page tables. What they should say is nobody's intent; that they say something legal, and in which order they come to say
 * it, can be judged [IOMMU §3, §4, §6].
 *
 * <pre>
 *  process context   ta  63:32 0 | 31:12 PSCID | 11:3 0 | 2 SUM | 1 ENS | 0 V     fsc  63:60 MODE | 59:44 0 | 43:0 PPN
 *  MSI entry         0   63 C | 62:54 0 | 53:10 PPN, or 53:7 file | M 2:1 | V     1    notice of a file entry
 * </pre>
 */
final class DeclaredTables {
    private static final long PPN = ((1L << 44) - 1) << 10;
    private static final long PROCESS_RESERVED = 0xffff_ffff_0000_0ff8L;
    private static final long STAGE_RESERVED = 0xffffL << 44;
    private static final int PAIR = 16;
    private static final int FILE = 1;
    private static final int BASIC = 3;
    private static final long BASIC_RESERVED = 0x7fc0_0000_0000_03f8L;
    private static final long FILE_RESERVED = 0x7fc0_0000_0000_0078L;
    private static final long NOTICE_RESERVED = 0xefc0_0000_0000_0000L;

    private final HostTables tables;
    private final Findings findings;
    /** Addresses of pairs that became valid since their table was declared. */
    private final Set<Long> valid = new HashSet<>();

    DeclaredTables(HostTables tables, Findings findings) {
        this.tables = tables;
        this.findings = findings;
    }

    /** A table is declared: what its memory held before counts for nothing. */
    void declared(TableIntent table) {
        valid.removeIf(pair -> pair >= table.address && pair < table.address + table.bytes);
    }

    /** Takes a store of eight bytes that commits now; {@code raw} and {@code rawOld} are as memory holds them. */
    void stored(TableIntent table, EventView event, long rawOld, long raw) {
        if (raw == rawOld) {
            return;
        }
        findings.count();
        switch (table.kind) {
            case FIRST_STAGE -> storedEntry(table, event, inStageOrder(raw));
            case PROCESS_DIRECTORY -> {
                if (table.level > 0) {
                    storedPointer(table, event, inStageOrder(raw));
                } else {
                    storedPair(table, event, inStageOrder(raw), tables.stageBigEndian);
                }
            }
            case MSI_TABLE -> storedPair(table, event, tables.word(event.address()), tables.bigEndian);
            default -> {}
        }
    }

    private long inStageOrder(long raw) {
        return tables.stageBigEndian ? Long.reverseBytes(raw) : raw;
    }

    private void storedEntry(TableIntent table, EventView event, long pte) {
        if (!PteBits.isValid(pte)) {
            return;
        }
        String fault = PteBits.fault(pte, table.level, table.kind);
        if (fault != null) {
            broken(TableRule.ENCODING, "an entry without " + fault, PteBits.describe(pte), event);
        } else if (!PteBits.isLeaf(pte)) {
            requireChild(table, event, PteBits.ppn(pte) << 12, pte);
        }
    }

    private void storedPointer(TableIntent table, EventView event, long word) {
        if ((word & 1) == 0) {
            return;
        }
        if ((word & ~(PPN | 1)) != 0) {
            broken(TableRule.ENCODING, "V and PPN alone in a pointer", "0x" + Long.toHexString(word), event);
        } else {
            requireChild(table, event, (word & PPN) << 2, word);
        }
    }

    /** Behind a second stage the pointer is a guest address, and says nothing of where the child is. */
    private void requireChild(TableIntent table, EventView event, long address, long word) {
        TableIntent child = tables.tableAt(address);
        if (child == null) {
            return;
        }
        if (child.kind != table.kind || child.level != table.level - 1) {
            broken(
                    TableRule.TARGET,
                    "a table of level " + (table.level - 1),
                    "0x" + Long.toHexString(word) + ", a table of level " + child.level,
                    event);
        } else {
            child.linked = true;
        }
    }

    /** The doubleword with V comes last and goes first. */
    private void storedPair(TableIntent table, EventView event, long word, boolean bigEndian) {
        long first = event.address() & -PAIR;
        if (event.address() != first) {
            if (valid.contains(first)) {
                broken(
                        TableRule.PAIR_VALID_LAST,
                        "V=0 while the entry at 0x" + Long.toHexString(first) + " is written",
                        "its second doubleword changed under V=1",
                        event);
            }
            return;
        }
        if ((word & 1) == 0) {
            valid.remove(first);
            return;
        }
        valid.add(first);
        long rawSecond = tables.memory.read(first + Long.BYTES);
        long second = bigEndian ? Long.reverseBytes(rawSecond) : rawSecond;
        boolean legal = table.kind == TableKind.MSI_TABLE
                ? isMessageEntry(word, second)
                : (word & PROCESS_RESERVED) == 0 && (second & STAGE_RESERVED) == 0;
        if (!legal) {
            broken(TableRule.ENCODING, "no reserved bit or mode", "0x%x 0x%x".formatted(word, second), event);
        }
    }

    private static boolean isMessageEntry(long first, long second) {
        return switch ((int) (first >>> 1) & 3) {
            case BASIC -> (first & BASIC_RESERVED) == 0;
            case FILE -> (first & FILE_RESERVED) == 0 && (second & NOTICE_RESERVED) == 0;
            default -> first < 0;
        };
    }

    private void broken(TableRule rule, String expected, String actual, EventView event) {
        findings.broken(rule, expected, actual, event.cycle());
    }
}
