package dev.pagewalk.testbench.report.timeline;

import dev.pagewalk.bridge.record.AxiResponse;
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
    private static final int ACCESSED = 1 << 6;
    private static final int DIRTY = 1 << 7;
    private static final TableName UNKNOWN = new TableName(Kind.SECOND_STAGE, 0, false, false);

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

    /** The words of an access to a queue, which have the byte order of fctl.BE. */
    long[] queueWords(Burst burst) {
        return burst.words.stream()
                .mapToLong(word -> bigEndianContexts ? Long.reverseBytes(word) : word)
                .toArray();
    }

    /**
     * Describes an update of A and D; {@code read} is the access that the same walk read the entry with, or null. Only A
     * and D may differ, so that the byte order does not matter to what is set.
     */
    String describeUpdate(Burst update, Burst read) {
        TableName name = names.get(update.address >>> PAGE_SHIFT);
        String what = name == null ? "table entry" : name.text();
        if (!update.stored) {
            return what + (update.response == AxiResponse.OKAY ? ": not updated, it has changed" : ": not updated");
        }
        if (read == null || read.words.isEmpty() || update.words.isEmpty()) {
            return what + ": update of A or D";
        }
        TableName order = name == null ? UNKNOWN : name;
        long entry = word(read, update.words.get(0), order);
        String set = flags(entry & ~word(read, 0, order));
        return what + ": sets " + set + (name == null ? "" : ", " + pageEntry(entry, name));
    }

    private static String flags(long set) {
        long bytes = set | set >>> Integer.SIZE;
        bytes |= bytes >>> Short.SIZE;
        bytes |= bytes >>> Byte.SIZE;
        boolean accessed = (bytes & ACCESSED) != 0;
        boolean dirty = (bytes & DIRTY) != 0;
        return accessed && dirty ? "A and D" : accessed ? "A" : dirty ? "D" : "nothing";
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
        return word(read, read.words.get(index), name);
    }

    /** An entry where {@code read} has it in a doubleword. */
    private static long word(Burst read, long word, TableName name) {
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
