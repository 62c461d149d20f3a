package dev.pagewalk.host.machine;

/** MEMORY_CACHING_TYPE. */
public enum MemoryCachingType {
    MM_NON_CACHED(0),
    MM_CACHED(1),
    MM_WRITE_COMBINED(2),
    MM_HARDWARE_COHERENT_CACHED(3),
    MM_NON_CACHED_UNORDERED(4),
    MM_USWC_CACHED(5),
    MM_NOT_MAPPED(-1);

    private final int value;

    MemoryCachingType(int value) {
        this.value = value;
    }

    /** Value in {@code wdm.h}. */
    public int value() {
        return value;
    }

    /** True for the three types a page can carry; the others behave as "no type" (S-APM-8). */
    public boolean isPageType() {
        return value >= 0 && value <= MM_WRITE_COMBINED.value;
    }
}
