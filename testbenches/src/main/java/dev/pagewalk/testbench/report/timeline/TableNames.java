package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.testbench.judge.state.LongMap;
import dev.pagewalk.testbench.report.timeline.TableName.Kind;

/**
 * Learns from what the walker reads which page is which table: the directory from the register {@code ddtp}, everything
 * else from the entries that lead to it [IOMMU §2 to §5]. A page that no read led to, because a cache knew the way,
 * has no name.
 */
final class TableNames {
    private static final int DDTP = 0x10;
    private static final int FCTL = 0x8;
    private static final int PAGE_SHIFT = 12;
    private static final long PPN_MASK = (1L << 44) - 1;
    private static final int ROOT_PAGES = 4;
    private static final int CONTEXT_WORDS = 4;
    private static final int LEAF_BITS = 0xe;

    private final LongMap<TableName> names = new LongMap<>();
    private final LongMap<TableName> guestTables = new LongMap<>();
    private boolean bigEndianContexts;

    void registerWritten(int word, long data) {
        if (word == FCTL) {
            bigEndianContexts = (data & 1) != 0;
        } else if (word == DDTP && (data & 0xf) >= 2) {
            int level = (int) (data & 0xf) - 2;
            name(data >>> 10 & PPN_MASK, new TableName(Kind.DEVICE_DIRECTORY, level, bigEndianContexts, false));
        }
    }

    private void name(long page, TableName name) {
        names.put(page, name);
    }

    /** Describes one read of the walker and learns from it; the words are complete. */
    String describe(Burst read) {
        TableName name = names.get(read.address >>> PAGE_SHIFT);
        if (name == null) {
            name = guestTables.get(read.id);
            if (name == null) {
                return read.words.size() >= CONTEXT_WORDS ? context(read, bigEndianContexts) : "table entry";
            }
            guestTables.remove(read.id);
            name(read.address >>> PAGE_SHIFT, name);
        }
        return switch (name.kind()) {
            case DEVICE_DIRECTORY -> name.level() > 0 ? directoryEntry(read, name) : context(read, name.bigEndian());
            case PROCESS_DIRECTORY -> name.level() > 0 ? directoryEntry(read, name) : processContext(read, name);
            case MSI -> name.text() + ": " + pageEntry(word(read, 0, name), name);
            default -> pageTable(read, name);
        };
    }

    private String directoryEntry(Burst read, TableName name) {
        long entry = word(read, 0, name);
        long page = entry >>> 10 & PPN_MASK;
        if ((entry & 1) != 0) {
            learn(read.id, page, name.below());
        }
        return name.text() + ": " + ((entry & 1) == 0 ? "not valid" : "pointer to " + hex(page << PAGE_SHIFT));
    }

    private String context(Burst read, boolean bigEndian) {
        TableName order = new TableName(Kind.DEVICE_DIRECTORY, 0, bigEndian, false);
        long control = word(read, 0, order);
        if ((control & 1) == 0) {
            return "device context: not valid";
        }
        boolean tablesBig = (control >>> 10 & 1) != 0;
        long second = word(read, 1, order);
        long first = word(read, CONTEXT_WORDS - 1, order);
        boolean nested = second >>> 60 != 0;
        if (nested) {
            for (int i = 0; i < ROOT_PAGES; i++) {
                name((second & PPN_MASK) + i, new TableName(Kind.SECOND_STAGE, rootLevel(second), tablesBig, false));
            }
        }
        if (first >>> 60 != 0) {
            boolean directory = (control >>> 5 & 1) != 0;
            int level = directory ? (int) (first >>> 60) - 1 : rootLevel(first);
            Kind kind = directory ? Kind.PROCESS_DIRECTORY : Kind.FIRST_STAGE;
            boolean big = directory ? bigEndian : tablesBig;
            learn(read.id, first & PPN_MASK, new TableName(kind, level, big, nested));
        }
        if (read.words.size() > CONTEXT_WORDS && word(read, CONTEXT_WORDS, order) >>> 60 != 0) {
            name(word(read, CONTEXT_WORDS, order) & PPN_MASK, new TableName(Kind.MSI, 0, tablesBig, false));
        }
        return "device context: iohgatp " + hex(second) + ", fsc " + hex(first);
    }

    private String processContext(Burst read, TableName name) {
        long attributes = word(read, 0, name);
        if ((attributes & 1) == 0 || read.words.size() < 2) {
            return "process context: not valid";
        }
        long first = word(read, 1, name);
        if (first >>> 60 != 0) {
            learn(
                    read.id,
                    first & PPN_MASK,
                    new TableName(Kind.FIRST_STAGE, rootLevel(first), name.bigEndian(), name.nested()));
        }
        return "process context: fsc " + hex(first);
    }

    /** Root level of Sv39 and Sv39x4 is 2, of Sv48 3, of Sv57 4; entries of 4 bytes tell Sv32 later. */
    private static int rootLevel(long pointer) {
        return (int) (pointer >>> 60) - 6;
    }

    private String pageTable(Burst read, TableName known) {
        TableName name = read.beatBytes == Integer.BYTES && known.level() > 1
                ? new TableName(known.kind(), 1, known.bigEndian(), known.nested())
                : known;
        long entry = word(read, 0, name);
        if ((entry & 1) != 0 && (entry & LEAF_BITS) == 0) {
            learn(read.id, entry >>> 10 & PPN_MASK, name.below());
        }
        return name.text() + ": " + pageEntry(entry, name);
    }

    /** A table at a guest address gets its name when the walk next reads a page that has none. */
    private void learn(int walk, long page, TableName name) {
        if (name.nested()) {
            guestTables.put(walk, name);
        } else {
            name(page, name);
        }
    }

    private static String pageEntry(long entry, TableName name) {
        if ((entry & 1) == 0) {
            return "not valid";
        }
        String page = (name.nested() ? "guest " : "") + hex((entry >>> 10 & PPN_MASK) << PAGE_SHIFT);
        if ((entry & LEAF_BITS) == 0) {
            return "pointer to " + page;
        }
        StringBuilder letters = new StringBuilder();
        for (int bit = 1; bit < 8; bit++) {
            if ((entry >>> bit & 1) != 0) {
                letters.append("VRWXUGAD".charAt(bit));
            }
        }
        return "leaf to " + page + " " + letters;
    }

    private static long word(Burst read, int index, TableName name) {
        if (index >= read.words.size()) {
            return 0;
        }
        long word = read.words.get(index);
        if (read.beatBytes == Integer.BYTES) {
            int half = (int) (word >>> ((read.address & Integer.BYTES) * Byte.SIZE));
            return Integer.toUnsignedLong(name.bigEndian() ? Integer.reverseBytes(half) : half);
        }
        return name.bigEndian() ? Long.reverseBytes(word) : word;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
