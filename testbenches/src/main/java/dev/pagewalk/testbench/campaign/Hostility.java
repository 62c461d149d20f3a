package dev.pagewalk.testbench.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A hostile host: takes good tables and spoils them. Random bytes, single wrong bits, loops, pointers into the queues,
 * into a window where nobody answers, beyond the physical addresses, and to roots that are not aligned.
 */
final class Hostility {
    /** Where nobody answers the walker, as if the registers of a device lay there. */
    static final long WINDOW = 0xe000_0000L;
    /** Bytes of that window. */
    static final long WINDOW_BYTES = 0x1000_0000L;

    private static final int SPOILED_ONE_IN = 8;
    private static final long LOW_HALF = 0xffff_ffffL;

    private final Image image;
    private final Shape shape;
    private final boolean apart;
    private final Random random;

    Hostility(World world, Random random) {
        image = world.image();
        shape = world.shape();
        apart = world.isApart();
        this.random = random;
    }

    /** Spoils some words, and for some seeds whole pages. */
    void spoil() {
        List<Long> places = new ArrayList<>();
        image.forEach((address, value) -> places.add(address));
        int oneIn = 2 + random.nextInt(SPOILED_ONE_IN * 4);
        for (long place : places) {
            if (random.nextInt(oneIn) == 0 && maySpoil(place)) {
                image.write(place, Long.BYTES, spoiled(place), false);
            }
        }
        for (int pages = random.nextInt(3); pages > 0; pages--) {
            long page = places.get(random.nextInt(places.size())) & -Image.PAGE;
            for (int offset = 0; offset < Image.PAGE; offset += Long.BYTES) {
                if (maySpoil(page + offset)) {
                    image.write(page + offset, Long.BYTES, random.nextLong(), false);
                }
            }
        }
    }

    /**
     * Contexts with tags of their own only. Where tags are shared, contexts keep their modes and byte orders: what caches
     * make of one tag in two schemes cannot be predicted.
     */
    private boolean maySpoil(long place) {
        TablePage page = image.use(place);
        boolean context = page != null
                && page.level() == 0
                && (page.kind() == TablePage.Kind.DEVICES || page.kind() == TablePage.Kind.PROCESSES);
        return apart || !context;
    }

    private long spoiled(long place) {
        long value = image.read(place, Long.BYTES, false);
        long ordered = shape.bigEndian() ? Long.reverseBytes(value) : value;
        return switch (random.nextInt(10)) {
            case 0 -> random.nextLong();
            case 1 -> value ^ LOW_HALF;
            case 2 -> inOrder(pointer(place & -Image.PAGE));
            case 3 -> inOrder(pointer(Layout.COMMANDS + ((long) random.nextInt(0x100) << 12)));
            case 4 -> inOrder(pointer(WINDOW + ((long) random.nextInt(0x100) << 12)));
            case 5 -> inOrder(ordered | (1L << ((shape.parameters().physicalAddressBits() - 2) % 54)));
            case 6 -> inOrder(ordered ^ (1L << random.nextInt(12)));
            case 7 -> inOrder(ordered + (1 << 10));
            default -> value ^ (1L << random.nextInt(Long.SIZE));
        };
    }

    private static long pointer(long table) {
        return table >>> 12 << 10 | 1;
    }

    private long inOrder(long value) {
        return shape.bigEndian() ? Long.reverseBytes(value) : value;
    }
}
