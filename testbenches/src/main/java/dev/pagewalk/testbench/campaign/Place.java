package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.PageTableMode;

import java.util.ArrayList;
import java.util.List;

/**
 * A page of an address space: sixteen small ones, sixteen that may be one NAPOT page, and one of each larger size.
 *
 * @param address where it begins, not yet sign extended
 * @param level level of its leaf
 */
record Place(long address, int level) {
    static final int SMALL = 32;

    /** The pages of a space that begins at {@code base}. */
    static List<Place> of(PageTableMode mode, long base) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < SMALL; i++) {
            places.add(new Place(base + (long) i * Image.PAGE, 0));
        }
        for (int level = 1; level < Math.min(mode.levels(), 4); level++) {
            places.add(new Place(base + (1L << mode.leafShift(level)), level));
        }
        return places;
    }
}
