package dev.pagewalk.host.iommu;

import java.util.List;

/**
 * Pages to which devices write message-signalled interrupts, and the interrupt files behind them. [IOMMU §3.3.3]
 *
 * <p>The pages are no memory of the domain: mapping them is refused.
 *
 * @param firstPage number of the first page, a multiple of the count
 * @param interruptFiles physical addresses of interrupt files, one per page; their count is a power of two
 */
public record MsiWindow(long firstPage, List<Long> interruptFiles) {

    /** Checks count and alignment. */
    public MsiWindow(long firstPage, List<Long> interruptFiles) {
        int count = interruptFiles.size();
        if (Integer.bitCount(count) != 1 || (firstPage & (count - 1)) != 0) {
            throw new IllegalArgumentException(
                    "MSI window not a naturally aligned power of two: firstPage=0x%x, pages=%d"
                            .formatted(firstPage, count));
        }
        this.firstPage = firstPage;
        this.interruptFiles = List.copyOf(interruptFiles);
    }

    /** Value of msi_addr_mask. */
    long mask() {
        return interruptFiles.size() - 1L;
    }

    /** True if a range has a page in common with the window. */
    boolean overlaps(long address, long pages) {
        long page = address >>> 12;
        return page < firstPage + interruptFiles.size() && firstPage < page + pages;
    }
}
