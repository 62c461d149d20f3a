package dev.pagewalk.testbench.campaign;

import dev.pagewalk.architecture.PageTableMode;

import java.util.ArrayList;
import java.util.List;

/** Writes a page table of either stage and of any mode into an {@link Image}. */
final class PageTable {
    private static final long PPN_MASK = (1L << 44) - 1;
    private static final int PPN_SHIFT = 10;
    private static final long LEAF = 0xe;

    private final PageTableMode mode;
    private final Image image;
    private final boolean bigEndian;
    private final long offset;
    private final long root;
    private final List<Pointer> pointers = new ArrayList<>();

    /**
     * An entry that points to another table.
     *
     * @param place where it lies
     * @param address the address through which the table was reached first
     * @param level level of the entry
     */
    record Pointer(long place, long address, int level) {}

    /**
     * An empty table.
     *
     * @param offset what to add to an address in memory to get the address that pointers hold
     */
    PageTable(PageTableMode mode, Image image, boolean bigEndian, long offset) {
        this.mode = mode;
        this.image = image;
        this.bigEndian = bigEndian;
        this.offset = offset;
        root = image.allocate(mode.rootBytes(), TablePage.of(mode, mode.levels() - 1, bigEndian));
    }

    PageTableMode mode() {
        return mode;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    /** Page number of the root as a context holds it. */
    long rootPage() {
        return (root + offset) >>> PageTableMode.PAGE_SHIFT;
    }

    /** MODE and page number of the root, as contexts hold them. */
    long pointer() {
        return (long) mode.encoding() << 60 | rootPage();
    }

    /** The entries that point to other tables. */
    List<Pointer> pointers() {
        return pointers;
    }

    /** Where the entry of an address lies at a level; tables on the way are made. -1 below a larger page. */
    long entry(long address, int level) {
        long table = root;
        for (int above = mode.levels() - 1; above > level; above--) {
            long place = table + (long) mode.index(address, above) * mode.entryBytes();
            long pointer = image.read(place, mode.entryBytes(), bigEndian);
            if ((pointer & LEAF) != 0) {
                return -1;
            }
            if ((pointer & 1) == 0) {
                pointer = (image.allocate(Image.PAGE, TablePage.of(mode, above - 1, bigEndian)) + offset)
                                >>> PageTableMode.PAGE_SHIFT
                                << PPN_SHIFT
                        | 1;
                image.write(place, mode.entryBytes(), pointer, bigEndian);
                pointers.add(new Pointer(place, address, above));
            }
            table = ((pointer >>> PPN_SHIFT & PPN_MASK) << PageTableMode.PAGE_SHIFT) - offset;
        }
        return table + (long) mode.index(address, level) * mode.entryBytes();
    }

    /** The value of an entry now. */
    long value(long place) {
        return image.read(place, mode.entryBytes(), bigEndian);
    }

    /** Writes an entry. */
    void set(long place, long value) {
        image.write(place, mode.entryBytes(), value, bigEndian);
    }
}
