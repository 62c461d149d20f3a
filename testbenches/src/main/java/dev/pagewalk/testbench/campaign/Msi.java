package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.hdl.rtl.config.Feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The MSI page table of a device, with basic entries, or none.
 *
 * @param pointer doubleword msiptp
 * @param mask doubleword msi_addr_mask
 * @param pattern doubleword msi_addr_pattern
 * @param slots its entries
 */
record Msi(long pointer, long mask, long pattern, List<Slot> slots) {
    private static final Msi NONE = new Msi(0, 0, 0, List.of());
    private static final int ENTRY = 16;
    private static final int FILES = 4;
    private static final long MASK = 0x5;
    private static final long FLAT = 1L << 60;
    private static final long BASIC = 7;

    /** A table over pages that the guest maps too, some of them inside a larger page. */
    static Msi of(Shape shape, Guest guest, Image image, Random random) {
        if (!shape.has(Feature.MSI_FLAT) || guest.isBare() || random.nextInt(3) == 0) {
            return NONE;
        }
        long table = image.allocate(Image.PAGE, TablePage.directory(TablePage.Kind.MSI, 0));
        long removal = CommandOpcode.IOTINVAL_GVMA.encode()
                | CommandFields.INVAL_GV.bits().of(1)
                | CommandFields.INVAL_GSCID.bits().of(guest.gscid());
        List<Slot> slots = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            long at = table + (long) file * ENTRY;
            Slot slot = Slot.unaddressed(at, shape.bigEndian(), () -> entry(random), removal);
            image.write(at, Long.BYTES, slot.values().getAsLong(), shape.bigEndian());
            slots.add(slot);
        }
        Place place = guest.places().get(random.nextBoolean() ? 0 : Place.SMALL);
        return new Msi(FLAT | table >>> 12, MASK, place.address() >>> 12 & ~MASK, slots);
    }

    private static long entry(Random random) {
        long page = (Entries.DATA >>> 12) + random.nextInt(Place.SMALL);
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> page << 10 | BASIC | 1 << 3;
            default -> page << 10 | BASIC;
        };
    }
}
