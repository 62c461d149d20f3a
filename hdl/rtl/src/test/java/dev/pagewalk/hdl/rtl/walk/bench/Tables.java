package dev.pagewalk.hdl.rtl.walk.bench;

import dev.pagewalk.architecture.PageTableEntry;

/** A small world of tables: one directory, one address space of each kind, pages by the megabyte. */
public final class Tables {
    /** ddtp.PPN. */
    public static final long DIRECTORY = 0x80000;
    /** Device with a first stage only, with a second stage only, and with both. */
    public static final int HOST = 0;

    public static final int GUEST = 1;
    public static final int NESTED = 2;
    /** Address that all of them map: pages from here go to pages from {@link #PAGE} on. */
    public static final long IOVA = 0x40000000L;

    public static final long PAGE = 0x90000;
    /** All permissions, accessed and dirty. */
    public static final long FULL = 0xdf;

    private static final long MODE_39 = 8L << 60;
    private static final long POINTER = 1;
    private static final int GUEST_TABLES = 0x10100;
    private static final long FIRST_ROOT = 0x80100;
    private static final long SECOND_ROOT = 0x80200;
    private static final long NESTED_ROOT = 0x80300;
    private static final long GUEST_PAGES = 0x80400;
    private static final int NESTED_GUEST_PAGES = 0x40000;

    private final WalkScript script;
    private final int contextBytes;

    /** Writes the tables into a script. */
    public Tables(WalkScript script, int contextBytes) {
        this.script = script;
        this.contextBytes = contextBytes;
        context(HOST, 1, 0, 1L << 12, MODE_39 | FIRST_ROOT);
        context(GUEST, 1, MODE_39 | 1L << 44 | SECOND_ROOT, 0, 0);
        context(NESTED, 1, MODE_39 | 2L << 44 | NESTED_ROOT, 2L << 12, MODE_39 | GUEST_TABLES);
        leaves(FIRST_ROOT, 0x80101, 0x80110);
        leaves(SECOND_ROOT, 0x80201, 0x80110);
        nested();
    }

    /** A device context of four doublewords. */
    public void context(int device, long tc, long iohgatp, long ta, long fsc) {
        long base = contextAddress(device);
        script.store(base, tc).store(base + 8, iohgatp).store(base + 16, ta).store(base + 24, fsc);
    }

    /** Where the context of a device is. */
    public long contextAddress(int device) {
        return (DIRECTORY << 12) + (long) device * contextBytes;
    }

    /** The entry that maps page {@code index} after {@link #IOVA}, for all three devices. */
    public static long leafAddress(int index) {
        return 0x80110000L + 8L * index;
    }

    /** The first-stage leaf of the nested device for that page, in physical memory. */
    public static long nestedLeafAddress(int index) {
        return ((GUEST_PAGES + 0x110) << 12) + 8L * index;
    }

    /** The first-stage entry above it. */
    public static long nestedPointerAddress() {
        return (GUEST_PAGES + 0x101) << 12;
    }

    /** An entry. */
    public static long entry(long page, long flags) {
        return page << PageTableEntry.PPN.low() | flags;
    }

    private void leaves(long root, long middle, long leaf) {
        script.store((root << 12) + 8, entry(middle, POINTER)).store(middle << 12, entry(leaf, POINTER));
        for (int i = 0; i < 64; i++) {
            script.store((leaf << 12) + 8L * i, entry(PAGE + i, FULL));
        }
    }

    private void nested() {
        script.store(NESTED_ROOT << 12, entry(0x80304, POINTER));
        script.store((NESTED_ROOT << 12) + 8, entry(0x80306, POINTER));
        script.store(0x80304000L + 8 * 0x80, entry(0x80305, POINTER));
        for (int i = 0x100; i < 0x120; i++) {
            script.store(0x80305000L + 8L * i, entry(GUEST_PAGES + i, FULL));
        }
        script.store(((GUEST_PAGES + 0x100) << 12) + 8, entry(GUEST_TABLES + 1, POINTER));
        script.store(nestedPointerAddress(), entry(GUEST_TABLES + 0x10, POINTER));
        for (int i = 0; i < 64; i++) {
            script.store(nestedLeafAddress(i), entry(NESTED_GUEST_PAGES + i, FULL));
        }
        script.store(0x80306000L, entry(0x80110, POINTER));
    }
}
