package dev.pagewalk.host.iommu;

import dev.pagewalk.architecture.PageTableEntry;
import dev.pagewalk.host.machine.MemoryCachingType;

/** Memory type of a mapping as Svpbmt codes it. */
public enum MemoryType {
    PMA(PageTableEntry.PBMT_PMA),
    NON_CACHEABLE(PageTableEntry.PBMT_NC),
    IO(PageTableEntry.PBMT_IO);

    private final int encoding;

    MemoryType(int encoding) {
        this.encoding = encoding;
    }

    /** Value of the PBMT field. */
    public int encoding() {
        return encoding;
    }

    /** The type of a PBMT value. */
    static MemoryType ofEncoding(long encoding) {
        if (encoding == NON_CACHEABLE.encoding) {
            return NON_CACHEABLE;
        }
        return encoding == IO.encoding ? IO : PMA;
    }

    /** Cached pages keep the platform's attributes, write-combined ones are NC, noncached ones IO (section 8b). */
    public static MemoryType of(MemoryCachingType cache) {
        return switch (cache) {
            case MM_WRITE_COMBINED, MM_USWC_CACHED -> NON_CACHEABLE;
            case MM_NON_CACHED, MM_NON_CACHED_UNORDERED -> IO;
            default -> PMA;
        };
    }
}
