package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.PageTableMode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** A second stage, or none: what it maps, and where tables lie for those who look through it. */
final class Guest {
    private static final long ELSEWHERE = 0x2_0000_0000L;
    private static final int TABLE_SLOTS = 6;
    private static final int PAGES_IN_USE = 48;

    private final PageTable table;

    private final int gscid;
    private final long offset;
    private final List<Place> places;
    private final boolean narrow;
    private final boolean bigEndian;

    /**
     * A guest.
     *
     * @param mode {@code null} for none
     * @param narrow its first stages are in the 32-bit scheme
     * @param bigEndian byte order of its first stages and process directories
     */
    Guest(PageTableMode mode, int gscid, boolean narrow, boolean bigEndian, Image image, Shape shape, Random random) {
        this.gscid = gscid;
        this.narrow = narrow;
        this.bigEndian = bigEndian;
        table = mode == null ? null : new PageTable(mode, image, shape.bigEndian(), 0);
        offset = mode == null || random.nextBoolean() ? 0 : ELSEWHERE;
        places = mode == null ? List.of() : Place.of(mode, Entries.DATA);
    }

    /** Writes the tables and returns what may change in them. */
    List<Slot> fill(Entries entries, boolean updates, Random random) {
        List<Slot> slots = new ArrayList<>();
        if (table == null) {
            return slots;
        }
        boolean napot = !table.mode().isRv32() && random.nextBoolean();
        LongSupplier napotPage = napot ? entries.napotPage(table.mode(), updates) : null;
        for (Place place : places) {
            long at = table.entry(place.address(), place.level());
            boolean grouped = napot && place.level() == 0 && (place.address() & 0x10000) != 0;
            LongSupplier values = grouped ? napotPage : () -> entries.leaf(table.mode(), place.level(), updates);
            Slot slot = slot(at, values, place.address(), false);
            table.set(at, slot.values().getAsLong());
            slots.add(slot);
        }
        slots.addAll(mapTables(entries, updates, random));
        for (PageTable.Pointer pointer : table.pointers()) {
            if (!leadsToTables(pointer)) {
                LongSupplier values = entries.pointers(table.mode(), pointer, table.value(pointer.place()), updates);
                slots.add(slot(pointer.place(), values, pointer.address(), true));
            }
        }
        return slots;
    }

    /** Every table read of a nested walk goes through it: with two versions of it a walk may end in a million ways. */
    private boolean leadsToTables(PageTable.Pointer pointer) {
        int shift = table.mode().leafShift(pointer.level());
        long region = pointer.address() >>> shift;
        long first = Image.TABLES + offset;
        return region >= first >>> shift && region <= (first + Image.TABLE_BYTES - 1) >>> shift;
    }

    private List<Slot> mapTables(Entries entries, boolean updates, Random random) {
        List<Slot> slots = new ArrayList<>();
        int level = random.nextInt(2);
        long size = 1L << table.mode().leafShift(level);
        for (long page = Image.TABLES; page < Image.TABLES + Image.TABLE_BYTES; page += size) {
            table.set(table.entry(page + offset, level), page >>> 12 << 10 | Entries.GOOD);
        }
        // a page that holds all tables is read many times in a walk, and each time any of its versions is permitted
        for (int i = 0; level == 0 && i < TABLE_SLOTS; i++) {
            long page = (Image.TABLES + (long) random.nextInt(PAGES_IN_USE) * Image.PAGE) & -size;
            long at = table.entry(page + offset, level);
            long good = page >>> 12 << 10 | Entries.GOOD;
            slots.add(slot(at, () -> entries.tablePage(good, updates), page + offset, false));
        }
        return slots;
    }

    private Slot slot(long at, LongSupplier values, long page, boolean pointer) {
        long removal = CommandOpcode.IOTINVAL_GVMA.encode()
                | CommandFields.INVAL_GV.bits().of(1)
                | CommandFields.INVAL_GSCID.bits().of(gscid);
        return new Slot(at, table.mode().entryBytes(), table.bigEndian(), values, removal, page, pointer);
    }

    boolean isBare() {
        return table == null;
    }

    /** Doubleword iohgatp of a context. */
    long iohgatp() {
        return table == null ? 0 : table.pointer() | (long) gscid << 44;
    }

    int gscid() {
        return gscid;
    }

    /** Guest address of a table, less its address in memory. */
    long offset() {
        return offset;
    }

    boolean narrow() {
        return narrow;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** Guest pages that are mapped. */
    List<Place> places() {
        return places;
    }
}
