package dev.pagewalk.host.machine;

/** Page arithmetic of {@code wdm.h} (section 1.4): 4-KiB pages. */
public final class Pages {

    /** PAGE_SIZE. */
    public static final int PAGE_SIZE = 0x1000;
    /** PAGE_SHIFT. */
    public static final int PAGE_SHIFT = 12;
    /** Mask of the offset in a page. */
    public static final long PAGE_MASK = 0xFFF;
    /** PFN slot that holds no page. */
    public static final long NO_PFN = -1;

    private Pages() {}

    /** BYTE_OFFSET(va). */
    public static int byteOffset(long va) {
        return (int) (va & PAGE_MASK);
    }

    /** PAGE_ALIGN(va). */
    public static long pageAlign(long va) {
        return va & ~PAGE_MASK;
    }

    /** BYTES_TO_PAGES(n). */
    public static long bytesToPages(long bytes) {
        return (bytes >>> PAGE_SHIFT) + ((bytes & PAGE_MASK) == 0 ? 0 : 1);
    }

    /** ROUND_TO_PAGES(n). */
    public static long roundToPages(long bytes) {
        return (bytes + PAGE_MASK) & ~PAGE_MASK;
    }

    /** ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, n); an unaligned empty range spans one page. */
    public static int spanPages(long va, long bytes) {
        return (int) (((va & PAGE_MASK) + bytes + PAGE_MASK) >>> PAGE_SHIFT);
    }

    /** Number of the page that holds an address. */
    public static long pageOf(long address) {
        return address >>> PAGE_SHIFT;
    }

    /** First address of a page. */
    public static long addressOf(long page) {
        return page << PAGE_SHIFT;
    }
}
