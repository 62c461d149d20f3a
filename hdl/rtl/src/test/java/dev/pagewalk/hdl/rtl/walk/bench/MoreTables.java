package dev.pagewalk.hdl.rtl.walk.bench;

import dev.pagewalk.architecture.PageTableEntry;

/** Devices of {@link WalkBench#rich} beside those of {@link Tables}: a process, MSI pages, hardware A/D updates. */
public final class MoreTables {
    /** Device with a process directory; process 5 has the first stage of {@link Tables#HOST}. */
    public static final int PROCESSES = 8;

    public static final int PROCESS = 5;
    /** Device whose page {@link Tables#IOVA} is an MSI page, over the second stage of {@link Tables#GUEST}. */
    public static final int MESSAGES = 9;
    /** Device with the first stage of {@link Tables#HOST}, PSCID 3, updated by hardware. */
    public static final int UPDATING = 6;
    /** The MSI page-table entry of that page. */
    public static final long MESSAGE_ENTRY = 0x80a00000L;
    /** All permissions, neither accessed nor dirty. */
    public static final long CLEAN = Tables.FULL & ~(PageTableEntry.A.mask() | PageTableEntry.D.mask());

    private static final long MODE_39 = 8L << 60;
    private static final long PROCESS_DIRECTORY = 0x80a10;
    private static final long VALID = 1;
    private static final long PDTV = 1 << 5;
    private static final long UPDATES = 1 << 8 | 1 << 7;

    private MoreTables() {}

    /** Writes them. */
    public static void write(WalkScript script, Tables tables) {
        tables.context(PROCESSES, VALID | PDTV, 0, 0, 1L << 60 | PROCESS_DIRECTORY);
        process(script, 3, 0x80100);
        tables.context(MESSAGES, VALID, MODE_39 | 1L << 44 | 0x80200, 0, 0);
        long context = tables.contextAddress(MESSAGES);
        script.store(context + 32, 1L << 60 | MESSAGE_ENTRY >>> 12)
                .store(context + 40, 0xf)
                .store(context + 48, Tables.IOVA >>> 12);
        message(script, Tables.PAGE);
        tables.context(UPDATING, VALID | UPDATES, 0, 3L << 12, MODE_39 | 0x80100);
    }

    /** The context of the process: PSCID and root page of its first stage. */
    public static WalkScript process(WalkScript script, long pscid, long root) {
        long address = (PROCESS_DIRECTORY << 12) + 16L * PROCESS;
        return script.store(address, VALID | pscid << 12).store(address + 8, MODE_39 | root);
    }

    /** The MSI entry leads to a page. */
    public static WalkScript message(WalkScript script, long page) {
        return script.store(MESSAGE_ENTRY, page << 10 | 3 << 1 | VALID);
    }

    /** A second first stage, whose root is at 0x80b00: {@link Tables#IOVA} goes to a page. */
    public static WalkScript otherFirstStage(WalkScript script, long page) {
        return script.store(0x80b00008L, Tables.entry(0x80b01, 1))
                .store(0x80b01000L, Tables.entry(0x80b02, 1))
                .store(0x80b02000L, Tables.entry(page, Tables.FULL));
    }
}
