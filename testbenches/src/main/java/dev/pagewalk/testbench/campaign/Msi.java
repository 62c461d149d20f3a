package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.CommandFields;
import dev.pagewalk.architecture.CommandOpcode;
import dev.pagewalk.hdl.rtl.config.Feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The MSI page table of a device, with entries for pages and for interrupt files, or none.
 *
 * @param pointer doubleword msiptp
 * @param mask doubleword msi_addr_mask
 * @param pattern doubleword msi_addr_pattern
 * @param slots its entries
 */
record Msi(long pointer, long mask, long pattern, List<Slot> slots) {
    private static final Msi NONE = new Msi(0, 0, 0, List.of());
    private static final int ENTRY = 16;
    /** A few pages, or every small page. */
    private static final long[] MASKS = {0x5, Place.SMALL - 1};

    private static final long FLAT = 1L << 60;
    private static final long BASIC = 7;
    private static final long FILE = 3;
    private static final int NOTICE_ID = 1 << 10;

    /** A table over pages that the guest maps too, some of them inside a larger page. */
    static Msi of(Shape shape, Guest guest, Image image, Random random) {
        if (!shape.has(Feature.MSI_FLAT) || guest.isBare() || random.nextInt(3) == 0) {
            return NONE;
        }
        long table = image.allocate(Image.PAGE, TablePage.directory(TablePage.Kind.MSI, 0));
        long removal = CommandOpcode.IOTINVAL_GVMA.encode()
                | CommandFields.INVAL_GV.bits().of(1)
                | CommandFields.INVAL_GSCID.bits().of(guest.gscid());
        long mask = MASKS[random.nextInt(MASKS.length)];
        List<Slot> slots = new ArrayList<>();
        for (int page = 0; page < 1 << Long.bitCount(mask); page++) {
            long at = table + (long) page * ENTRY;
            boolean files = shape.has(Feature.MSI_MRIF) && random.nextBoolean();
            Slot slot = Slot.unaddressed(at, shape.bigEndian(), () -> entry(files, random), removal);
            image.write(at, Long.BYTES, slot.values().getAsLong(), shape.bigEndian());
            image.write(at + Long.BYTES, Long.BYTES, notice(random), shape.bigEndian());
            slots.add(slot);
        }
        Place place = guest.places().get(random.nextBoolean() ? 0 : Place.SMALL);
        return new Msi(FLAT | table >>> 12, mask, place.address() >>> 12 & ~mask, slots);
    }

    /** Where an interrupt file sends its notices, and what it says there; entries for pages ignore it. */
    private static long notice(Random random) {
        long page = (Layout.NOTICES >>> 12) + random.nextInt(Layout.NOTICE_COUNT);
        long id = random.nextInt(NOTICE_ID) | (long) random.nextInt(2) << 60;
        return page << 10 | id;
    }

    private static long entry(boolean files, Random random) {
        if (files && random.nextInt(10) > 0) {
            long file = Layout.FILES + (long) random.nextInt(Layout.FILE_COUNT) * Layout.FILE_BYTES;
            return file >>> 9 << 7 | FILE | (random.nextInt(20) == 0 ? 1 << 3 : 0);
        }
        long page = (Entries.DATA >>> 12) + random.nextInt(Place.SMALL);
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> page << 10 | BASIC | 1 << 3;
            default -> page << 10 | BASIC;
        };
    }
}
