package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.architecture.PageTableMode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** A first stage, or none: what a device or one of its processes sees. */
final class Space {
    private static final int PAGES_INSIDE = 8;

    private final PageTable table;
    private final Guest guest;
    private final int pscid;
    private final List<Place> places;

    /** A space of a guest; {@code mode} is {@code null} for none. */
    Space(PageTableMode mode, int pscid, Guest guest, Image image, Random random) {
        this.guest = guest;
        this.pscid = pscid;
        table = mode == null ? null : new PageTable(mode, image, guest.bigEndian(), guest.offset());
        places = mode == null ? bare(guest) : Place.of(mode, base(mode, random));
    }

    private static List<Place> bare(Guest guest) {
        return guest.isBare() ? Place.of(PageTableMode.SV39, Entries.DATA) : guest.places();
    }

    /** The beginning of a page of the root, in either half. */
    private static long base(PageTableMode mode, Random random) {
        int root = mode.levels() - 1;
        return (long) random.nextInt((1 << mode.indexBits(root)) - 2) << mode.leafShift(root);
    }

    /** Writes the table and returns what may change in it. */
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
            Slot slot = slot(at, values, extended(place.address()), false);
            table.set(at, slot.values().getAsLong());
            slots.add(slot);
        }
        for (PageTable.Pointer pointer : table.pointers()) {
            LongSupplier values = entries.pointers(table.mode(), pointer, table.value(pointer.place()), updates);
            slots.add(slot(pointer.place(), values, extended(pointer.address()), true));
        }
        return slots;
    }

    private Slot slot(long at, LongSupplier values, long page, boolean pointer) {
        long removal = CommandOpcode.IOTINVAL_VMA.encode()
                | CommandFields.INVAL_PSCV.bits().of(1)
                | CommandFields.INVAL_PSCID.bits().of(pscid);
        if (!guest.isBare()) {
            removal |= CommandFields.INVAL_GV.bits().of(1)
                    | CommandFields.INVAL_GSCID.bits().of(guest.gscid());
        }
        return new Slot(at, table.mode().entryBytes(), table.bigEndian(), values, removal, page, pointer);
    }

    private long extended(long address) {
        if (table == null || !table.mode().signExtended()) {
            return address;
        }
        int unused = Long.SIZE - table.mode().addressBits();
        return address << unused >> unused;
    }

    /** Addresses of pages, a few of each larger page. */
    List<Long> addresses() {
        List<Long> addresses = new ArrayList<>();
        for (Place place : places) {
            for (int page = 0; page < (place.level() == 0 ? 1 : PAGES_INSIDE); page++) {
                addresses.add(extended(place.address() + (long) page * Image.PAGE));
            }
        }
        return addresses;
    }

    Guest guest() {
        return guest;
    }

    int pscid() {
        return pscid;
    }

    /** Doubleword fsc of a context. */
    long pointer() {
        return table == null ? 0 : table.pointer();
    }
}
